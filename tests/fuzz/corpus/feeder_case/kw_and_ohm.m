function mpc = street
%STREET  Loads in kW, impedances in ohm, as papers print them; the end turns them into MW and p.u.
mpc.version = '2';
mpc.baseMVA = 1;

%% bus_i type Pd Qd Gs Bs area Vm Va baseKV zone Vmax Vmin
mpc.bus = [
	1	3	0	0	0	0	1	1.02	0	10	1	1.1	0.9
	2	1	0	0	0	0	1	1	0	0.4	1	1.1	0.9
	3	1	20	10	0.001	-0.002	1	1	0	0.4	1	1.1	0.9
	4	1	40	20	0	0	1	1	0	0.4	1	1.1	0.9
];
mpc.gen = [1 0 0 1 -1 1.02 1 1 1 0];
mpc.branch = [
	1	2	0.01	0.04	0	0.25	0	0	0.975	30	1
	2	3	0.08	0.04	0.001	0	0	0	0	0	1
	4	3	0.04	0.02	0	0	0	0	0	0	1
	2	4	0.04	0.02	0	0	0	0	0	0	0
];

%% convert branch impedances from ohm to p.u.
[PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, QD, GS, BS, BUS_AREA, VM, ...
    VA, BASE_KV] = idx_bus;
[F_BUS, T_BUS, BR_R, BR_X] = idx_brch;
Vbase = mpc.bus(2, BASE_KV) * 1e3;      % V
Sbase = mpc.baseMVA * 1e6;              % VA
mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase);
%% convert loads from kW to MW
mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;
return;
