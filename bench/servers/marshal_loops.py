"""Python's marshal, measured: a job a line of JSON on standard input, a result a line on standard output."""

import hashlib
import json
import marshal
import sys
import time


def intern_keys(value):
    """The keys of records come from the program's text: one object for all records, not one for each."""
    if isinstance(value, dict):
        return {sys.intern(key): intern_keys(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(intern_keys, value))
    return value


def read(file):
    with open(file, "rb") as data:
        return data.read()


def prepare(job):
    """Writes version 4 of what is there in version 2, as a program would."""
    for old, new in zip(job["from"], job["to"]):
        with open(new, "wb") as file:
            file.write(marshal.dumps(intern_keys(marshal.loads(read(old))), 4))
    return None


def measure(job):
    version, turns = job["version"], job["turns"]
    inputs = [read(file) for file in job["files"]]
    values = [intern_keys(marshal.loads(data)) for data in inputs] if job["operation"] == "dumps" else []
    last = None
    since = time.process_time()
    if job["operation"] == "loads":
        for _ in range(turns):
            for data in inputs:
                last = marshal.loads(data)
    else:
        for _ in range(turns):
            for value in values:
                last = marshal.dumps(value, version)
    seconds = time.process_time() - since
    result = last if job["operation"] == "loads" else marshal.loads(last)
    return {
        "milliseconds": seconds * 1e3 / (turns * len(inputs)),
        "digest": hashlib.sha256(marshal.dumps(result, 2)).hexdigest(),
    }


for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps(prepare(job) if "from" in job else measure(job)), flush=True)
