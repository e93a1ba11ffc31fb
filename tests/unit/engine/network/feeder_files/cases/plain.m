function mpc = street
% Four buses of a made-up street, in MW and per unit: the other cases here say the same otherwise.
mpc.version = '2';
mpc.baseMVA = 1;
mpc.bus = [
	1	3	0	0	0	0	1	1.02	0	10	1	1.1	0.9;
	2	1	0	0	0	0	1	1	0	0.4	1	1.1	0.9;
	3	1	0.02	0.01	0.001	-0.002	1	1	0	0.4	1	1.1	0.9;
	4	1	0.04	0.02	0	0	1	1	0	0.4	1	1.1	0.9;
];
mpc.gen = [
	1	0	0	1	-1	1.02	1	1	1	0;
];
mpc.branch = [
	1	2	0.0625	0.25	0	0.25	0	0	0.975	30	1	-360	360;
	2	3	0.5	0.25	0.001	0	0	0	0	0	1	-360	360;
	4	3	0.25	0.125	0	0	0	0	0	0	1	-360	360;
	2	4	0.25	0.125	0	0	0	0	0	0	0	-360	360;
];
