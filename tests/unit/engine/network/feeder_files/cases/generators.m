function mpc = generators
% Two slack buses of different voltages, a generator that holds a voltage, one that does not, one
% that is out of service.
mpc.version = '2';
mpc.baseMVA = 10;
mpc.bus = [
	1	3	0	0	0	0	1	1	0	20	1	1.1	0.9
	2	2	0	0	0	0	1	1	0	20	1	1.1	0.9
	3	1	1	0	0	0	1	1	0	20	1	1.1	0.9
	7	3	0	0	0	0	1	0.99	-2	20	1	1.1	0.9
	8	1	1	0	0	0	1	1	0	20	1	1.1	0.9
	9	4	5	0	0	0	1	1	0	20	1	1.1	0.9
];
mpc.gen = [
	1	0	0	9	-9	1.02	10	1	9	0
	2	0.5	0.1	9	-9	1.01	10	1	9	0
	3	0.25	0.1	9	-9	1.03	10	1	9	0
	3	9	9	9	-9	1.03	10	0	9	0
	7	0	0	9	-9	1	10	0	9	0
];
mpc.branch = [
	1	2	0.01	0.02	0	0	0	0	0	0	1
	2	3	0.01	0.02	0	0	0	0	0	0	1
	7	8	0.01	0.02	0	0	0	0	0	0	1
];
mpc.gencost = [2 0 0 3 0 20 0];
