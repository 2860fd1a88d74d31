"""The same simulation in SimPy 2 (Debian's python3-simpy): one process a person, one event a month. Chance is Python's own."""
import json, math, pathlib, random, struct, sys, time
from SimPy.Simulation import Process, Simulation, hold

folder = pathlib.Path(sys.argv[1])
META = json.loads((folder / "meta.json").read_text())
YEARS, DRAWS, CELLS = META["years"], META["draws"], META["cells"]
END = YEARS * 12
def load(name, kind):
    data = (folder / name).read_bytes()
    return struct.unpack(f"<{len(data) // struct.calcsize(kind)}{kind}", data)
KINDS, STREAMS = META["kinds"], META["streams"]
FATES, MOVES, SMALL, ALL, HOURS = load("fates", "d"), load("moves", "d"), load("small", "d"), load("all", "i"), load("hours", "i")
EXPECTED = load("expected", "d")
PEOPLE = {name: load(f"people.{name}", "B") for name in ("sex", "reason", "band", "inHouse", "need")}
NEVER = 1_000_000
IN_HOUSE, OUTSIDE, T1_IN, T1_OUT, T2_ALONE, T2_SHARED, ENABLE, CARD, INDEPENDENT, JOB = range(10)


class Draw:
    def __init__(self, d, chance):
        self.chance, self.sums = chance, [0] * 5
        part = lambda whole, size: whole[d * size : (d + 1) * size]
        self.fates, self.moves, self.small = part(FATES, KINDS * 4), part(MOVES, 180), part(SMALL, 11)
        self.all, self.hours = part(ALL, YEARS * CELLS), part(HOURS, CELLS)


class Person(Process):
    def live(self, draw, sex, reason, band, own, need, joins):
        chance, small, sums = draw.chance.random, draw.small, draw.sums
        if need == 255:
            u = chance()
            need = 0 if u < small[0] else 1 if u < small[1] else 2
        born = META["bandFrom"][band] + int(chance() * META["bandMonths"][band]) - joins
        if joins > 0 and joins >= META["startsMonth"]: moves = joins
        elif META["existing"] == "new_only": moves = NEVER
        else: moves = META["startsMonth"] + int(chance() * META["span"])
        relieved = joins < moves or joins == 0
        tier1, tier2 = (T1_IN if own else T1_OUT), (T2_SHARED if chance() < small[8] else T2_ALONE)
        place, job, ends = [IN_HOUSE if own else OUTSIDE] * 2, [False, False], NEVER
        if joins > 0: yield hold, self, joins
        hours, month = [0, 0], joins
        while month < END:
            year = month // 12
            if month == moves:
                u = chance()
                if u < small[2 + 2 * need]: place[1] = tier1
                elif u < small[3 + 2 * need]: place[1] = tier2
                else: place[1], ends = ENABLE, month + META["enablementMonths"]
            elif month == ends:
                u = chance()
                place[1] = INDEPENDENT if u < small[9] else CARD if u < small[10] else tier2
            band = META["bandOfAge"][born + month]
            cells = (reason * 3 + need) * 40
            relief = relieved and moves <= month < moves + META["reliefMonths"] and T1_IN <= place[1] <= CARD
            cell = (cells + place[0] + 30 * job[0], cells + place[1] + (30 if job[1] else 10 * (1 + own) if relief else 0))
            sums[0] += 1
            sums[1] += draw.all[year * CELLS + cell[0]]
            sums[2] += draw.all[year * CELLS + cell[1]]
            hours[0] += draw.hours[cell[0]]
            hours[1] += draw.hours[cell[1]]
            kind = (((sex * 6 + reason) * 3 + need) * 8 + band) * 4
            u, fates = chance(), draw.fates
            if u < fates[kind + 1]: break
            if u < fates[kind + 2]: need += 1
            elif u < fates[kind + 3]: need -= 1
            else:
                work = 0 if band >= 5 else 1 if need == 2 else 2
                for arm in (0, 1):
                    state = JOB if job[arm] else place[arm]
                    base = ((arm * 3 + work) * 10 + state) * 3
                    above = fates[kind + 3]
                    if u < above + draw.moves[base]: job[arm] = state != JOB
                    elif u < above + draw.moves[base + 1]: place[arm] = tier1 if state in (T2_ALONE, T2_SHARED) else tier2
                    elif u < above + draw.moves[base + 2]: place[arm] = tier1 if state == CARD else CARD
            month += 1
            if month % 12 == 0: self.close(sums, hours)
            yield hold, self, 1
        self.close(sums, hours)

    def close(self, sums, hours):
        sums[3] += max(0, hours[0] - hours[1])
        sums[4] += max(0, hours[1] - hours[0])
        hours[0] = hours[1] = 0


def poisson(chance, expected):
    limit, count, product = math.exp(-expected), 0, chance.random()
    while product > limit:
        count += 1
        product *= chance.random()
    return count


def one_draw(seed, d):
    chance = random.Random(seed * 1000 + d)
    draw, world = Draw(d, chance), Simulation()
    world.initialize()
    start = lambda *who: (lambda person: world.activate(person, person.live(draw, *who)))(Person(sim=world))
    for row in range(len(PEOPLE["sex"])):
        start(PEOPLE["sex"][row], PEOPLE["reason"][row], PEOPLE["band"][row], PEOPLE["inHouse"][row], PEOPLE["need"][row], 0)
    donors = [[row for row, one in enumerate(PEOPLE["reason"]) if one == reason] for reason in range(6)]
    for stream in range(STREAMS):
        reason, band = META["streamReason"][stream], META["streamBand"][stream]
        for month in range(1, END):
            for _ in range(poisson(chance, EXPECTED[(d * STREAMS + stream) * END + month])):
                row = chance.choice(donors[reason] or range(len(PEOPLE["sex"])))
                start(PEOPLE["sex"][row], reason, band, PEOPLE["inHouse"][row], 255, month)
    world.simulate(until=END + 1)
    return draw.sums


import SimPy
print("ready", SimPy.__version__ if hasattr(SimPy, "__version__") else "2", flush=True)
for line in sys.stdin:
    word, seed = line.split()
    began, busy = time.perf_counter(), time.process_time()
    out = [one_draw(int(seed), d) for d in range(DRAWS)]
    print(json.dumps({"seconds": time.perf_counter() - began, "processor": time.process_time() - busy, "draws": out}), flush=True)
