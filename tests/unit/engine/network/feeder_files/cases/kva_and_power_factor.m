function mpc = street
% Loads in kVA at a power factor of 0.6, like case141 of MATPOWER.
define_constants
mpc.version = '2';
mpc.baseMVA = 1;
mpc.bus = [
	1	3	0	0	0	0	1	1	0	0.4	1	1.1	0.9
	2	1	50	0	0	0	1	1	0	0.4	1	1.1	0.9
];
mpc.gen = [1 0 0 1 -1 1 1 1 1 0];
mpc.branch = [1 2 0.1 0.1 0];
pf = 0.6;
mpc.bus(:, QD) = mpc.bus(:, PD) * sin(acos(pf));
mpc.bus(:, PD) = mpc.bus(:, PD) * pf;
mpc.bus(:, [PD QD]) = mpc.bus(:, [PD QD]) .* (1 / 1e3);
