"""Reads every XLIFF of a folder with Translate Toolkit, takes each unit's source for its translation, and saves it into another."""
import pathlib
import sys

from translate.storage import factory

source, target = map(pathlib.Path, sys.argv[1:3])
for path in sorted(source.glob("*.xlf")):
    store = factory.getobject(str(path))
    for unit in store.units:
        if unit.istranslatable():
            unit.rich_target = unit.rich_source
    store.savefile(str(target / path.name))
