function mpc = street
%{
Cells that are expressions, elements with commas, rows on one line, a comment of several lines:
mpc.baseMVA = 7;
%}
mpc.version = "2"; mpc.baseMVA = 2/2;
mpc.bus = [1, 3, 0, 0, 0, 0, 1, 1.02, 0, 10, 1, 1.1, 0.9; 2, 1, 0, -0, 0, 0, 1, 1, 0, 2/5, 1, 1.1, 0.9
  3 1 (10 + 10)/1e3 1e-2 2 * 0.0005 -0.002 1 1 0 0.4 1 1.1 0.9 # the second half
  4 1 2*.02 5.e-3*4 ...
    0 0 1 1 0 0.4 1 1.1 0.9 ];
mpc.gen = [1 0 0 1 -1 1.02 1 1 1 0];
mpc.branch = [
  1 2 1/16 1/4 0 .25 0 0 0.975 30 1
  2 3 2^-1 0.5^2 1e-3 0 0 0 0 0 1
  4 3 0.5 - 0.25 1/8 0 0 0 0 0 0 1
  2 4 sqrt(0.0625) 1/8 0 0 0 0 0 0 0 ];
mpc.bus_name = {'station'; 'it''s a board'; 'home % not a comment'; 'end'};
