#!/usr/bin/env python3
"""Whole processes side by side: koda-lint, Docker Compose's `config -q`, dclint, and a bare pass over the YAML events.

  bench/compare.py --koda-lint PROGRAM [--compose docker-compose] [--dclint dclint] [--yaml-pass PROGRAM]
                   [--folder DIR] [--rounds 21] [--scale 100,1000,2000,10000,100000] [--tree 10000]

Each round runs every program once, one after the other, so that all of them meet the same machine; the medians of the rounds
are compared, and the largest resident memory of koda-lint is reported with them. --folder is a folder with docker-compose.yml and
docker-compose.prod.yml (Koda's own files, say). Generated files have SERVICES services with ten variables, a port and an environment each.
--tree is a number of small deployments, each in its own folder, that one run judges. Prints Markdown, as it stands in docs/performance.md.
bench/run.sh builds and fetches what is compared.
"""
import argparse, os, resource, shlex, statistics, subprocess, sys, tempfile, time

VARIABLES = 10
LARGEST_FOR_ALL = 2000  # the others take minutes for more

def generated(services):
    """In pieces, for a process that this one starts is charged with the most that this one ever held."""
    yield "services:\n"
    for i in range(services):
        lines = [f"  service{i}:", f"    image: example.org/team/service{i}:1.{i % 40}", "    environment:"]
        lines += [f'      SETTING_{v}: "${{SETTING_{v}:-value-{v}}}"' for v in range(VARIABLES)]
        lines += ["    ports:", f'      - "127.0.0.1:{1024 + i % 64000}:8080"', ""]
        yield "\n".join(lines)

def small(number):
    return f"""services:
  web:
    image: example.org/web:1.{number % 40}
    ports:
      - "127.0.0.1:{1024 + number % 64000}:8080"
    environment:
      LEVEL: "${{LEVEL:-info}}"
  database:
    image: postgres:16.{number % 9}
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data:
"""

def write(folder, name, text):
    """A text, or one in pieces."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.writelines([text] if isinstance(text, str) else text)

def run(command, folder):
    """Seconds, and the largest resident memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1: a linter that found something.
    if process.returncode not in (0, 1):
        sys.exit(f"{shlex.join(command)} ended with {process.returncode}")
    return elapsed, usage.ru_maxrss / 1024

def medians(commands, folder, rounds):
    """Median milliseconds and memory of each command that is there."""
    there = [command for command in commands if command]
    for command in there:
        run(command, folder)
    seen = {id(command): [] for command in there}
    for _ in range(rounds):
        for command in there:
            seen[id(command)].append(run(command, folder))
    return [(statistics.median(t for t, _ in seen[id(command)]) * 1000, statistics.median(m for _, m in seen[id(command)])) if command else None for command in commands]

def cell(result):
    return f"{result[0]:,.1f}" if result else ""

def ratio(ours, theirs):
    return f"{ours[0] / theirs[0]:.3f}" if theirs else ""

def row(*cells):
    print("| " + " | ".join(str(one) for one in cells) + " |")

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koda-lint", required=True)
    parser.add_argument("--compose", default="docker-compose")
    parser.add_argument("--dclint", default="")
    parser.add_argument("--yaml-pass", default="")
    parser.add_argument("--folder")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--scale", default="100,1000,2000,10000,100000")
    parser.add_argument("--tree", type=int, default=10000)
    options = parser.parse_args()
    lint = os.path.abspath(options.koda_lint)
    compose, dclint, events = shlex.split(options.compose), shlex.split(options.dclint), shlex.split(options.yaml_pass)

    row("input", "koda-lint, ms", "its memory, MB", "docker-compose config -q, ms", "ratio", "dclint, ms", "ratio", "YAML events alone, ms", "ratio")
    row("---", *["---:"] * 8)

    def compare(name, folder, files, check, rounds):
        ours, theirs, other, bare = medians([
            check,
            compose and [*compose, *(part for file in files for part in ("-f", file)), "config", "-q"],
            dclint and [*dclint, *files],
            events and [*events, *files],
        ], folder, rounds)
        row(name, cell(ours), f"{ours[1]:.0f}", cell(theirs), ratio(ours, theirs), cell(other), ratio(ours, other), cell(bare), ratio(ours, bare))

    if options.folder:
        compare(os.path.basename(os.path.abspath(options.folder)) + "/", options.folder, ["docker-compose.yml", "docker-compose.prod.yml"], [lint, "check"], options.rounds)
        (start, memory), = medians([[lint, "--version"]], options.folder, options.rounds)
        row("(`koda-lint --version`)", f"{start:.1f}", f"{memory:.0f}", *[""] * 6)
    check = [lint, "check", "--environment", "production"]
    for services in (int(size) for size in options.scale.split(",") if size):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, "docker-compose.yml", generated(services))
            name = f"{services:,} services"
            if services <= LARGEST_FOR_ALL:
                compare(name, folder, ["docker-compose.yml"], check, max(3, options.rounds // 3))
            else:
                (took, memory), = medians([check], folder, 3)
                row(name, f"{took:,.1f}", f"{memory:.0f}", *[""] * 6)
    if options.tree:
        with tempfile.TemporaryDirectory() as folder:
            for number in range(options.tree):
                deployment = os.path.join(folder, f"group{number // 100}", f"deployment{number}")
                write(deployment, "docker-compose.yml", small(number))
                write(deployment, ".env", f"LEVEL=debug\nPORT={number}\n")
            (took, memory), = medians([[lint, "check", "--recursive"]], folder, 3)
            row(f"{options.tree:,} deployments in one tree ({options.tree / took * 1000:,.0f} a second)", f"{took:,.1f}", f"{memory:.0f}", *[""] * 6)

if __name__ == "__main__":
    main()
