"""Python feedparser over a list of files: the median seconds of five passes after a warm-up, as JSON on stdout.

Reads JSON lines {"file", "contentType", "url"} from stdin. Sanitising and resolving are on, as by default.
"""

import json
import sys
import time

import feedparser

WARM_UP_PASSES = 1  # CPython 3.11 compiles nothing that would need more
COUNTED_PASSES = 5


def one_pass(documents):
    entries = 0
    for body, headers in documents:
        entries += len(feedparser.parse(body, response_headers=headers).entries)
    return entries


def main():
    documents = []
    for line in sys.stdin:
        case = json.loads(line)
        headers = {"content-location": case["url"]}
        if case["contentType"] is not None:
            headers["content-type"] = case["contentType"]
        with open(case["file"], "rb") as file:
            documents.append((file.read(), headers))
    passes = []
    for number in range(WARM_UP_PASSES + COUNTED_PASSES):
        wall, cpu = time.perf_counter(), time.process_time()
        entries = one_pass(documents)
        if number >= WARM_UP_PASSES:
            passes.append((time.perf_counter() - wall, time.process_time() - cpu))
    middle = len(passes) // 2
    print(json.dumps({
        "version": feedparser.__version__,
        "entries": entries,
        "wall": sorted(wall for wall, _ in passes)[middle],
        "cpu": sorted(cpu for _, cpu in passes)[middle],
    }))


main()
