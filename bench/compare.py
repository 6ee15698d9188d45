#!/usr/bin/env python3
"""Compares whole-process times of koda-lint with Docker Compose's own `config -q` on the same files.

  bench/compare.py --koda-lint PROGRAM [--compose docker-compose] [--folder DIR] [--rounds 21] [--scale 200,2000,20000]

Each round runs both programs once, one after the other, so that both meet the same machine; the medians of the rounds are
compared. --folder is a folder with docker-compose.yml and docker-compose.prod.yml (Koda's own files, say). Generated files have
SERVICES services with ten variables, a port and an environment each.
"""
import argparse, os, statistics, subprocess, sys, tempfile, time

VARIABLES = 10

def generated(services):
    lines = ["services:"]
    for i in range(services):
        lines += [f"  service{i}:", f"    image: example.org/team/service{i}:1.{i % 40}", "    environment:"]
        lines += [f'      SETTING_{v}: "${{SETTING_{v}:-value-{v}}}"' for v in range(VARIABLES)]
        lines += ["    ports:", f'      - "127.0.0.1:{1024 + i}:8080"']
    return "\n".join(lines) + "\n"

def run(command, folder):
    start = time.perf_counter()
    process = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    elapsed = time.perf_counter() - start
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return elapsed

def medians(commands, folder, rounds):
    for command in commands:
        run(command, folder)
    times = [[] for _ in commands]
    for _ in range(rounds):
        for command, own in zip(commands, times):
            own.append(run(command, folder))
    return [statistics.median(own) * 1000 for own in times]

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koda-lint", required=True)
    parser.add_argument("--compose", default="docker-compose")
    parser.add_argument("--folder")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--scale", default="200,2000,20000")
    options = parser.parse_args()
    lint = os.path.abspath(options.koda_lint)
    compose = options.compose.split()

    print(f"{'input':<34}{'compose ms':>12}{'koda-lint ms':>14}{'ratio':>8}")
    if options.folder:
        files = ["-f", "docker-compose.yml", "-f", "docker-compose.prod.yml"]
        theirs, ours, own = medians([compose + files + ["config", "-q"], [lint, "check"], [lint, "--version"]], options.folder, options.rounds)
        print(f"{os.path.basename(os.path.abspath(options.folder)) + '/':<34}{theirs:>12.1f}{ours:>14.1f}{ours / theirs:>8.2f}")
        print(f"{'(koda-lint --version)':<34}{'':>12}{own:>14.1f}")
    scale = [int(size) for size in options.scale.split(",") if size]
    before = None
    for size in scale:
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "docker-compose.yml"), "w", encoding="utf-8") as file:
                file.write(generated(size))
            rounds = max(3, options.rounds // (1 if size <= 2000 else 4))
            check = [lint, "check", "--environment", "production"]
            if size <= 2000:
                theirs, ours = medians([compose + ["-f", "docker-compose.yml", "config", "-q"], check], folder, max(3, rounds // 3))
                row = f"{theirs:>12.1f}{ours:>14.1f}{ours / theirs:>8.2f}"
            else:
                ours, = medians([check], folder, max(3, rounds // 3))
                row = f"{'':>12}{ours:>14.1f}"
            growth = f"   {size // before[0]} x input, {ours / before[1]:.1f} x time" if before else ""
            print(f"{f'{size} services':<34}{row}{growth}")
            before = (size, ours)

if __name__ == "__main__":
    main()
