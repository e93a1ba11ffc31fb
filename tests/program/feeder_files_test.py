"""Feeder files with what real exports bring: missing tap positions, taps on the low-voltage side,
derated lines, TAP = 1 on lines, other letter case, columns of another unit, decimal commas.

usage: feeder_files_test.py PEERWATT
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PEERWATT = sys.argv[1]
PAGE = Path(__file__).parents[2] / "docs" / "feeders.md"
SCENARIO = """format: peerwatt-scenario
version: 2
network: {feeder: net}
prosumers: [{name: h, count: 6}]
"""
PANDAPOWER = {
    "bus": "index,name,vn_kv,in_service\n0,mv,20,True\n1,low,0.4,True\n2,end,0.4,True\n",
    "ext_grid": "index,bus,vm_pu,va_degree\n0,0,1,0\n",
    "line": "index,name,from_bus,to_bus,length_km,r_ohm_per_km,x_ohm_per_km,max_i_ka,df,parallel,"
            "in_service\n0,street,1,2,0.1,0.5,0.1,0.2,{df},1,True\n",
    "trafo": "index,name,hv_bus,lv_bus,sn_mva,vn_hv_kv,vn_lv_kv,vk_percent,vkr_percent,tap_side,"
             "tap_pos,tap_neutral,tap_step_percent,parallel,in_service\n"
             "0,station,0,1,0.4,20,0.4,4,1,{tap},1,True\n",
}


class FeederFiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "net").mkdir()
        (self.folder / "s.yaml").write_text(SCENARIO)

    def sheets(self, **sheets):
        for name, text in sheets.items():
            (self.folder / "net" / f"{name}.csv").write_text(text)

    def validate(self, *options):
        done = subprocess.run([PEERWATT, "validate", self.folder / "s.yaml", *options],
                              capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def pandapower(self, tap="hv,0,0,2.5", df="1"):
        self.sheets(**{name: text.replace("{tap}", tap).replace("{df}", df)
                       for name, text in PANDAPOWER.items()})
        code, text = self.validate("--print")
        self.assertEqual(code, 0, text)
        return {line: {key: float(value) for key, value in
                       re.findall(r"(\w+): ([-+]?\d[-+.0-9e]*)", re.search(f"name: {line}.*", text)[0])}
                for line in ("station", "street")}

    def test_no_tap_acts_without_position_neutral_or_step(self):
        self.assertAlmostEqual(self.pandapower("hv,-2,0,2.5")["station"]["tap_ratio"], 0.95, 12)
        for missing in ("", "NaN", "nan", "None", "NULL", "NA", "<NA>"):
            for tap in (f"hv,{missing},3,2.5", f"hv,-2,{missing},2.5", f"hv,-2,0,{missing}"):
                self.assertEqual(self.pandapower(tap)["station"]["tap_ratio"], 1, tap)

    def test_the_impedance_follows_a_tap_on_the_low_voltage_side(self):
        # 0.4 kV less 5 % is 0.38 kV; 1 % and 4 % of 0.38^2/0.4 ohm (pandapower).
        station = self.pandapower("lv,-2,0,2.5")["station"]
        self.assertAlmostEqual(station["resistance_ohm"], 0.00361, 9)
        self.assertAlmostEqual(station["reactance_ohm"], 0.00361 * 15**0.5, 9)
        self.assertAlmostEqual(station["tap_ratio"], 1 / 0.95, 12)

    def test_lines_are_derated(self):
        whole = self.pandapower()["street"]["rating_kva"]
        self.assertAlmostEqual(self.pandapower(df="0.5")["street"]["rating_kva"], whole / 2, 9)
        self.assertEqual(self.pandapower(df="NaN")["street"]["rating_kva"], whole)

    def test_a_tap_of_one_makes_no_transformer(self):
        branch = "branch,from_bus,to_bus,r_pu,x_pu,b_pu,rate_a_mva,tap,shift_degree,status\n"
        self.sheets(
            bus="bus,type,base_kv\n1,3,20\n2,1,0.4\n3,1,0.4\n4,1,0.4\n",
            meta="key,value\nbase_mva,1\nslack_bus,1\nslack_vm_pu,1\n",
            branch=branch + "1,1,2,0.01,0.04,0,0.4,1,150,1\n2,2,3,0.02,0.01,0,0.1,1,0,1\n"
                            "3,3,4,0.02,0.01,0,0.1,0,0,1\n")
        code, text = self.validate()
        self.assertEqual(code, 0, text)
        self.assertIn(" 2 zones", text)

    def test_opendss_minds_neither_letter_case_nor_phases(self):
        self.sheets(
            line_codes="line_code,r1_ohm_per_km,x1_ohm_per_km\nc,0.4,0.07\n",
            source="bus,kv,vm_pu\nsourcebus,11,1.05\n",
            transformer="name,hv_bus,lv_bus,hv_kv,lv_kv,s_kva,x_percent,r_percent\n"
                        "T,SourceBus.1.2.3,Low,11,0.416,800,4,0.4\n",
            lines="line,from_bus,to_bus,line_code,length_m\nL1,LOW.1,2,c,10\nL2,2.1.2,3,c,20\n")
        code, text = self.validate()
        self.assertEqual(code, 0, text)

    def test_an_unknown_column_is_told_with_its_line(self):
        self.sheets(feeder="key,value\nroot,A\nbase_kv,0.4\n", buses="bus,zone\nA,\nB,n\n",
                    lines="from,to,length_m,resistance_ohm,reactance_ohm\nA,B,40,0.05,0.01\n")
        code, text = self.validate()
        self.assertEqual(code, 2)
        self.assertRegex(text, r"lines\.csv:1:\d+: unknown column 'length_m' "
                               r"\(did you mean length_km\?\)")

    def test_a_decimal_comma_in_braces_is_told(self):
        self.pandapower()
        for extra in ("market: {mechanism: k_pricing, k: 0,25}\n",
                      "cps: {cost: {quadratic: 0,0005, reserve_price: 0,4}}\n"):
            (self.folder / "s.yaml").write_text(SCENARIO + extra)
            code, text = self.validate()
            self.assertEqual(code, 2, text)
            self.assertRegex(text, r"s\.yaml:5:\d+: \w+: a decimal comma\?")

    def examples(self):
        """The files that the page shows, by form."""
        forms = {}
        for section in PAGE.read_text().split("\n## Form: ")[1:]:
            name = section.splitlines()[0]
            forms[name] = dict(re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```", section, re.M | re.S))
        return forms

    def test_the_documented_examples_are_one_feeder(self):
        forms = self.examples()
        self.assertEqual(list(forms), ["YAML", "project", "MATPOWER", "pandapower", "line codes"])
        found = {}
        for form, files in forms.items():
            place = self.folder / form.replace(" ", "_")
            place.mkdir()
            for name, text in files.items():
                (place / name).write_text(text)
            path = place / "feeder.yaml" if form == "YAML" else place
            (self.folder / "s.yaml").write_text(SCENARIO.replace("net}", f"{path}}}"))
            code, text = self.validate("--print")
            self.assertEqual(code, 0, f"{form}: {text}")
            self.assertNotRegex(text, r"csv: not used|not read:", form)
            lines = re.findall(r"^ *- .*resistance_ohm.*", text, re.M)
            found[form] = [tuple(round(float(re.search(rf"{key}: ([-+.0-9e]+)", line)[1]), 9)
                                 for key in ("resistance_ohm", "reactance_ohm", "tap_ratio"))
                           + ("transformer" in line,) for line in lines]
            # The first two say that the busbar of the substation is in no zone.
            zones = 1 if form in ("YAML", "project") else 2
            self.assertRegex(self.validate()[1], rf" {zones} zones?\b", form)
        self.assertEqual(sorted(found["YAML"]), [(0.012, 0.016, 1, True), (0.0125, 0.004, 1, False),
                                                 (0.025, 0.008, 1, False)])
        for form, lines in found.items():
            self.assertEqual(sorted(lines), sorted(found["YAML"]), form)

    def test_what_is_not_used_is_noted_once_for_a_file(self):
        self.pandapower()
        line = PANDAPOWER["line"].replace("{df}", "1").splitlines()
        self.sheets(line=f"{line[0]},c_nf_per_km,colour\n{line[1]},200,red\n", trafo3w="index\n")
        code, text = self.validate()
        self.assertEqual(code, 0, text)
        self.assertEqual(text.count("line.csv: not used: colour (not known)"), 1, text)
        self.assertEqual(text.count("not read: trafo3w.csv (a feeder of the form pandapower"), 1, text)
        self.assertEqual(self.validate("--strict")[0], 2)

    def test_semicolons_and_decimal_commas_are_read(self):
        expected = self.pandapower()
        self.sheets(**{name: text.replace("{tap}", "hv,0,0,2.5").replace("{df}", "1")
                       .replace(",", ";").replace(".", ",") for name, text in PANDAPOWER.items()})
        code, text = self.validate("--print")
        self.assertEqual(code, 0, text)
        for line, values in expected.items():
            for key, value in values.items():
                self.assertRegex(text, rf"name: {line}.*{key}: {re.escape(f'{value:g}')}")

    def test_taps_that_cannot_be_read_are_refused(self):
        self.pandapower()
        trafo = PANDAPOWER["trafo"].replace("{tap}", "hv,2,0,2.5").splitlines()
        self.sheets(trafo=f"{trafo[0]},tap_changer_type\n{trafo[1]},Tabular\n")
        code, text = self.validate()
        self.assertEqual(code, 2)
        self.assertRegex(text, r"trafo\.csv:2:\d+: tap_changer_type: Tabular is not read")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
