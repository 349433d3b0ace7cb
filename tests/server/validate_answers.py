"""Validates the golden answers of the API against schemas/*.schema.json."""
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("python3-jsonschema is missing: apt-get install python3-jsonschema")
    sys.exit(1)

root = pathlib.Path(sys.argv[1])
answers = {"search": "search*.json", "similar": "similar*.json", "suggest": "suggest*.json", "document": "document*.json", "problem": "problem*.json",
           "evidence-map": "evidence-map*.json"}
faults = 0
for name, pattern in answers.items():
    schema = json.loads((root / "schemas" / f"{name}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    files = sorted((root / "tests" / "golden" / "api").glob(pattern))
    if not files:
        print(f"no golden answer {pattern}")
        faults += 1
    for file in files:
        for error in Draft202012Validator(schema).iter_errors(json.loads(file.read_text())):
            print(f"{file}: {error.json_path}: {error.message}")
            faults += 1
sys.exit(1 if faults else 0)
