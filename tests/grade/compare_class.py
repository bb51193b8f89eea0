#!/usr/bin/env python3
"""Compares the marks of a generated class (generate_class.py) with what must come out.

Usage: compare_class.py OUT/attendu.json NOTES/notes.json

Says each difference; ends with 1 when there is one. A diagnosis that differs is one, as is a mark.
"""
import json
import sys

expected = json.load(open(sys.argv[1]))
given = json.load(open(sys.argv[2]))
points = {exercise["id"]: exercise["points"] for exercise in given["exercises"]}
differences = []
seen = set()
for student in given["students"]:
    numbers = [n for n in expected["students"] if n in student["source"]]
    if len(numbers) != 1 or numbers[0] in seen:
        differences.append(f"{student['source']}: inconnu, ou deux fois")
        continue
    seen.add(numbers[0])
    marks = {mark["exercise"]: mark for mark in student["marks"]}
    for exercise, truth in expected["students"][numbers[0]].items():
        mark = marks.get(exercise)
        if mark is None:
            differences.append(f"{student['source']} {exercise}: absent des notes")
            continue
        code = ((mark.get("verdict") or {}).get("diagnosis") or {}).get("code")
        worth = points[exercise] if truth["state"] == "passed" else 0
        if mark["state"] != truth["state"] or mark["points"] != worth or code != truth.get("code"):
            differences.append(f"{student['source']} {exercise} ({truth.get('from', 'rien')}): {truth['state']} {truth.get('code')} attendu, "
                               f"{mark['state']} {mark['points']}/{worth} {code} {mark['reason']}")
differences += [f"{number}: aucune note" for number in expected["students"] if number not in seen]
print("\n".join(differences) or f"{len(seen)} étudiants, {len(points)} exercices : toutes les notes sont celles attendues")
sys.exit(1 if differences else 0)
