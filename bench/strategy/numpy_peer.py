"""The simulation of strategy/simulation in numpy: all people of a draw at a time, month by month. The rules are those of reference.ts;
chance is numpy's own (PCG64). Reads what bench/strategy/material-for-peers.ts wrote; answers "run" with seconds, and "write" with sums."""
import json, pathlib, sys, time
import numpy as np

folder = pathlib.Path(sys.argv[1])
META = json.loads((folder / "meta.json").read_text())
YEARS, DRAWS, CELLS = META["years"], META["draws"], META["cells"]
END = YEARS * 12
F8, I4, U1 = np.float64, np.int32, np.uint8
load = lambda name, kind, shape: np.fromfile(folder / name, kind).reshape(shape)
FATES = load("fates", F8, (DRAWS, META["kinds"], 4))
MOVES = load("moves", F8, (DRAWS, 2, 3, 10, 3))
SMALL = load("small", F8, (DRAWS, 11))
ALL = load("all", I4, (DRAWS, YEARS, CELLS))
HOURS = load("hours", I4, (DRAWS, CELLS)).astype(F8)
EXPECTED = load("expected", F8, (DRAWS, META["streams"], END))
PEOPLE = {name: load(f"people.{name}", U1, -1).astype(I4) for name in ("sex", "reason", "band", "area", "ethnic", "inHouse", "need")}
BAND_FROM, BAND_MONTHS = np.array(META["bandFrom"]), np.array(META["bandMonths"])
BAND_OF_AGE = np.array(META["bandOfAge"])
STARTS, SPAN, EXISTING = META["startsMonth"], META["span"], META["existing"]
ENABLING, RELIEF = META["enablementMonths"], META["reliefMonths"]
STREAM_REASON, STREAM_BAND = np.array(META["streamReason"]), np.array(META["streamBand"])
DONORS = [np.flatnonzero(PEOPLE["reason"] == reason) for reason in range(6)]
NEVER = 1_000_000
IN_HOUSE, OUTSIDE, T1_IN, T1_OUT, T2_ALONE, T2_SHARED, ENABLE, CARD, INDEPENDENT, JOB = range(10)
PARTS, FIGURES = META["parts"], 6


def everybody(rng, d):
    """Everybody of a draw, by the month of joining."""
    counts = rng.poisson(EXPECTED[d][:, 1:])
    stream, month = np.nonzero(counts)
    order = np.argsort(month, kind="stable")
    stream, month = stream[order], month[order]
    times = counts[stream, month]
    stream, joins = np.repeat(stream, times), np.repeat(month + 1, times)
    reason = STREAM_REASON[stream]
    donor = np.zeros(len(stream), I4)
    for one in range(6):
        here = reason == one
        donor[here] = rng.choice(DONORS[one] if len(DONORS[one]) else np.arange(len(PEOPLE["sex"])), here.sum())
    first = len(PEOPLE["sex"])
    get = lambda name, later: np.concatenate([PEOPLE[name], later]).astype(I4)
    P = {name: get(name, PEOPLE[name][donor]) for name in ("sex", "area", "ethnic", "inHouse")}
    P["reason"], P["band"] = get("reason", reason), get("band", STREAM_BAND[stream])
    P["need"] = get("need", np.full(len(stream), 255))
    P["joins"] = np.concatenate([np.zeros(first, I4), joins]).astype(I4)
    unknown = P["need"] == 255
    u = rng.random(len(unknown))
    P["need"][unknown] = ((u >= SMALL[d, 0]).astype(I4) + (u >= SMALL[d, 1]))[unknown]
    P["born"] = (BAND_FROM[P["band"]] + np.floor(rng.random(len(u)) * BAND_MONTHS[P["band"]]) - P["joins"]).astype(I4)
    at_once = (P["joins"] > 0) & (P["joins"] >= STARTS)
    review = NEVER if EXISTING == "new_only" else STARTS + np.floor(rng.random(len(u)) * SPAN).astype(I4)
    P["moves"] = np.where(at_once, P["joins"], review).astype(I4)
    P["relieved"] = (P["joins"] < P["moves"]) | (P["joins"] == 0)
    P["shared"] = rng.random(len(u)) < SMALL[d, 8]
    P["part"] = np.stack([P["area"], META["firstReason"] + P["reason"], META["firstAge"] + P["band"], META["firstEthnic"] + P["ethnic"]])
    P["part"] = P["part"].astype(I4)
    return P


def one_draw(rng, d):
    P = everybody(rng, d)
    months = np.zeros((2, YEARS, CELLS), np.int64)
    parts = np.zeros((PARTS, FIGURES, YEARS))
    total = len(P["sex"])
    P["place0"] = np.where(P["inHouse"] == 1, IN_HOUSE, OUTSIDE).astype(I4)
    P["place1"] = P["place0"].copy()
    P["job0"], P["job1"] = np.zeros(total, bool), np.zeros(total, bool)
    P["enablementEnds"] = np.full(total, NEVER, I4)
    P["there"] = np.ones(total, bool)
    fates, moves, small, hours = FATES[d], MOVES[d], SMALL[d], HOURS[d]
    last = moves[:, :, :, 2]
    for year in range(YEARS):
        alive = np.flatnonzero(P["there"])
        P = {name: (column[:, alive] if name == "part" else column[alive]) for name, column in P.items()}
        size = len(P["sex"])
        sums = np.zeros((5, size))
        cost = ALL[d, year].astype(F8)
        for month in range(year * 12, year * 12 + 12):
            n = np.searchsorted(P["joins"], month, side="right")
            need, place0, place1 = P["need"][:n], P["place0"][:n], P["place1"][:n]
            job0, job1, there = P["job0"][:n], P["job1"][:n], P["there"][:n]
            tier1 = lambda who: np.where(P["inHouse"][who] == 1, T1_IN, T1_OUT)
            tier2 = lambda who: np.where(P["shared"][who], T2_SHARED, T2_ALONE)
            due = np.flatnonzero(there & (P["moves"][:n] == month))
            ending = np.flatnonzero(there & (P["enablementEnds"][:n] == month))
            if len(due):
                u = rng.random(len(due))
                first, second = small[2 + 2 * need[due]], small[3 + 2 * need[due]]
                place1[due] = np.where(u < first, tier1(due), np.where(u < second, tier2(due), ENABLE))
                P["enablementEnds"][due] = np.where(u < second, NEVER, month + ENABLING)
            if len(ending):
                u = rng.random(len(ending))
                place1[ending] = np.where(u < small[9], INDEPENDENT, np.where(u < small[10], CARD, tier2(ending)))
                P["enablementEnds"][ending] = NEVER
            band = BAND_OF_AGE[P["born"][:n] + month]
            cells = (P["reason"][:n] * 3 + need) * 40
            relief = P["relieved"][:n] & (month >= P["moves"][:n]) & (month < P["moves"][:n] + RELIEF) & (place1 >= T1_IN) & (place1 <= CARD)
            cell0 = cells + place0 + 30 * job0
            cell1 = cells + place1 + np.where(job1, 30, np.where(relief, 10 * (1 + P["inHouse"][:n]), 0))
            weight = there.astype(F8)
            months[0, year] += np.bincount(cell0, weight, CELLS).astype(np.int64)
            months[1, year] += np.bincount(cell1, weight, CELLS).astype(np.int64)
            sums[0, :n] += weight
            sums[1, :n] += cost[cell0] * weight
            sums[2, :n] += cost[cell1] * weight
            sums[3, :n] += hours[cell0] * weight
            sums[4, :n] += hours[cell1] * weight
            kind = ((P["sex"][:n] * 6 + P["reason"][:n]) * 3 + need) * 8 + band
            work = np.where(band >= 5, 0, np.where(need == 2, 1, 2))
            state0, state1 = np.where(job0, JOB, place0), np.where(job1, JOB, place1)
            fated = fates[kind, 3]
            u = rng.random(n)
            what = np.flatnonzero(there & (u < fated + np.maximum(last[0, work, state0], last[1, work, state1])))
            u, fate = u[what], fates[kind[what]]
            there[what[u < fate[:, 1]]] = False
            need[what[(u >= fate[:, 1]) & (u < fate[:, 2])]] += 1
            need[what[(u >= fate[:, 2]) & (u < fate[:, 3])]] -= 1
            moving = u >= fate[:, 3]
            who, u, above = what[moving], u[moving], fate[moving, 3]
            for arm, (place, job, state) in enumerate(((place0, job0, state0), (place1, job1, state1))):
                s = state[who]
                ends = above[:, None] + moves[arm, work[who], s]
                way = (u[:, None] >= ends).sum(1)
                one, two = who[way == 0], who[way == 1]
                s1, s2 = s[way == 0], s[way == 1]
                job[one[s1 == JOB]] = False
                job[one[s1 != JOB]] = True
                back = two[(s2 == T1_IN) | (s2 == T1_OUT) | (s2 == CARD) | (s2 == INDEPENDENT)]
                place[back] = tier2(back)
                to1 = two[(s2 == T2_ALONE) | (s2 == T2_SHARED)]
                place[to1] = tier1(to1)
                three, s3 = who[way == 2], s[way == 2]
                to_card = three[(s3 == T1_IN) | (s3 == T1_OUT) | (s3 == T2_ALONE) | (s3 == T2_SHARED)]
                place[to_card] = CARD
                up = three[s3 == CARD]
                place[up] = tier1(up)
        figures = (sums[0], sums[1], sums[2], sums[3], np.maximum(0, sums[3] - sums[4]), np.maximum(0, sums[4] - sums[3]))
        for part in P["part"]:
            for figure, values in enumerate(figures):
                parts[:, figure, year] += np.bincount(part, values, PARTS)
    return months, parts


def run(seed):
    began, busy = time.perf_counter(), time.process_time()
    out = []
    for d in range(DRAWS):
        months, parts = one_draw(np.random.default_rng([seed, d]), d)
        table = ALL[d].astype(F8)
        areas = parts[: META["firstReason"]].sum(0)
        out.append([areas[0].sum(), (months[0] * table).sum(), (months[1] * table).sum(), areas[4].sum(), areas[5].sum()])
    return time.perf_counter() - began, time.process_time() - busy, out


print("ready", np.__version__, flush=True)
for line in sys.stdin:
    word, seed = line.split()
    seconds, processor, out = run(int(seed))
    print(json.dumps({"seconds": seconds, "processor": processor, "draws": out}), flush=True)
