"""The same rules in numpy: columns in, columns out, in blocks that fit the cache, on two threads (numpy lets go of its lock).

Reads raw columns and the rules as JSON from a folder, then for each line "run" on standard input works everybody out and
prints the seconds
by the clock and of processor time; at "write" it writes its columns for the comparison."""
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
rules = json.loads((folder / "rules.json").read_text())
ROWS, THREADS, BLOCK = rules["rows"], rules["threads"], 65536
f8, i4, u4, u1, u2, i2, i8 = np.float64, np.int32, np.uint32, np.uint8, np.uint16, np.int16, np.int64


def column(name, kind):
    return np.fromfile(folder / name, dtype=kind)


def lookup(name, kind):
    return np.array(rules[name], dtype=kind)


A = rules["allocation"]
ITEMS = len(A["counted"])
levels = [column(f"answers.levels.{i}", u1) for i in range(ITEMS)]
carer = [column(f"answers.carer.{i}", u1) for i in range(ITEMS)]
units = [column(f"answers.addOns.{i}.units", u2) for i in range(len(A["addOns"]))]
counted = [np.array(t, dtype=i4) & 0xFFFF for t in A["counted"]]
alone = [np.array(t, dtype=i4) >> 16 for t in A["counted"]]
more = [np.array(t, dtype=i4) for t in A["more"]]
pounds, piece = np.array(A["pounds"], dtype=i4), np.array(A["piece"], dtype=u1)
WIDTH = A["width"]
pennies, over = np.array(A["pennies"], dtype=i4), np.array(A["over"], dtype=i4)

C = rules["charging"]
P = {name: column(f"people.{name}", kind) for name, kind in rules["people"].items()}
income_part, savings_part, housing_part = (np.array(C[k]) for k in ("incomePart", "savingsPart", "housingPart"))
# Per income: joint, left out, opens disability costs, night part of Attendance Allowance, night part of PIP, 12 bits each.
income_marks = np.array(C["incomeMarks"], dtype=i8)
night_amount = np.array(C["nightAmount"])
base_amount, base_taken = np.array(C["baseAmount"]), np.array(C["baseTaken"], dtype=u4)
premium_amount, premium_taken = np.array(C["premiumAmount"]), np.array(C["premiumTaken"], dtype=u4)
bit, code, amount, figure, policy = C["ruleBits"], C["reasonCode"], C["amounts"], C["figures"], C["policy"]
refusal = C["refusalBits"]

out = {name: np.empty(ROWS, dtype=kind) for name, kind in rules["outputs"].items()}


def sums(values, start, end, first):
    """Sums of each person's entries, which stand one after another."""
    run = np.zeros(len(values) + 1, dtype=values.dtype)
    np.cumsum(values, out=run[1:])
    return run[end - first] - run[start - first]


def budgets(a, b):
    s, n = slice(a, b), b - a
    reason = np.zeros(n, u1)
    add_ons = np.zeros(n, i4)
    for i, one in enumerate(A["addOns"]):
        chosen = units[i][s]
        cost = chosen.astype(i4) * one["each"]
        out[f"budgets.addOnPence.{i}"][s] = cost
        add_ons += cost
        reason[(chosen > one["most"]) & (reason == 0)] = A["reasons"]["add-on-units"]
    points, both = np.full(n, A["base"], i4), np.full(n, A["base"], i4)
    weights, at = [np.full(n, A["base"], i4)], []
    for i in range(ITEMS):
        answer = (levels[i][s] << 3) | carer[i][s]
        c = counted[i].take(answer)
        at.append(answer)
        weights.append(c)
        out[f"budgets.lineCounted.{i}"][s] = c
        both += c
        points += alone[i].take(answer)
    whole = pounds.take(both)
    weekly = whole + add_ons
    out["budgets.points"][s], out["budgets.counted"][s] = points, both
    out["budgets.fromPointsPence"][s], out["budgets.addOnsPence"][s] = whole, add_ons
    out["budgets.weeklyPence"][s] = weekly
    out["budgets.yearlyPence"][s] = (weekly.astype(i8) * 730 + 7) // 14
    out["budgets.withoutCarerPence"][s] = pounds.take(points) + add_ons
    out["budgets.piece"][s] = piece.take(both)
    r = A["reasons"]
    way = np.where(both > A["lastPoint"], r["above-the-line"], np.where(both > 0, r["on-the-line"], np.where(points > 0, r["carers-do-all"], 0)))
    refused = reason != 0
    out["budgets.reason"][s] = np.where(refused, reason, way)
    left, row = whole.copy(), both * WIDTH
    keys = np.empty((ITEMS + 1, n), i4)
    for i in range(ITEMS + 1):
        where = row + weights[i]
        share = pennies.take(where)
        out[f"budgets.linePence.{i}"][s] = share
        left -= share
        np.bitwise_or(over.take(where), ITEMS - i, out=keys[i])
    ranks, greater = np.zeros((ITEMS + 1, n), np.int8), np.empty(n, np.bool_)
    as_number = greater.view(np.int8)
    for i in range(1, ITEMS + 1):
        for j in range(i):
            np.greater(keys[i], keys[j], out=greater)
            ranks[j] += as_number
            np.logical_not(greater, out=greater)
            ranks[i] += as_number
    for i in range(ITEMS + 1):
        out[f"budgets.linePence.{i}"][s] += ranks[i] < left
    for i in range(ITEMS):
        out[f"budgets.oneLevelMorePence.{i}"][s] = pounds.take(both + more[i].take(at[i])) - whole
    if refused.any():
        rows = np.flatnonzero(refused) + a
        for name in out:
            if name.startswith("budgets.") and name != "budgets.reason":
                out[name][rows] = 0


def listed(name, a, b):
    start = P[f"{name}.start"][a : b + 1]
    return start[:-1], start[1:], slice(start[0], start[-1]), start[0]


def charges(a, b):
    s, n = slice(a, b), b - a
    born, home, reached = P["born"][s], P["household"][s], P["reachedPensionCreditAge"][s]
    age = (C["on"] - born) // 10000
    light, wouldnt, partner = P["lightTouch"][s], P["wouldNotTakePart"][s], P["partner"][s]
    refusals = (age < 18) * u1(refusal["not_an_adult"])
    refusals |= np.where(reached == 1, age < 60, age >= 68) * u1(refusal["pension_age_does_not_fit"])
    refusals |= ((wouldnt == 1) & (light != 0)) * u1(refusal["two_ways_at_once"])
    refusals |= ((partner != 0) & (home != 2)) * u1(refusal["partner_without_couple"])
    refusals |= (partner == 2) * u1(refusal["partner_without_consent"])
    refusals[born > C["on"]] = refusal["born_after_the_day"]

    start, end, entries, first = listed("savings", a, b)
    kind, sum_ = P["savings.kind"][entries], P["savings.amount"][entries]
    savings = sums(np.floor(sum_ * savings_part.take(kind)), start, end, first)
    marks = sums((sum_ > 0) * np.array(C["savingsMarks"], dtype=i8).take(kind), start, end, first)
    about_savings = ((marks & 4095) != 0) * u4(bit["joint_savings"]) | ((marks >> 12) != 0) * u4(bit["savings_left_out"])
    excess = savings - amount["lower"]
    tariff = np.where(excess > 0, np.ceil(excess / amount["step"]) * amount["each"], 0.0)
    taken = np.full(n, figure["assessed"], u4)

    start, end, entries, first = listed("income", a, b)
    kind, weekly = P["income.kind"][entries], P["income.weekly"][entries]
    theirs = np.floor(weekly * income_part.take(kind))
    marks = sums((weekly > 0) * income_marks.take(kind), start, end, first)
    no_night = P["nightCareFromCouncil"][s] == 0
    night = sums(np.minimum(theirs, night_amount.take(kind)), start, end, first) * no_night
    tax = P["incomeTax"][s]
    income = sums(theirs, start, end, first) - night - tax
    field = lambda k: ((marks >> (12 * k)) & 4095) != 0
    taken |= (field(3) & no_night) * u4(figure["nightAttendance"]) | (field(4) & no_night) * u4(figure["nightPip"])
    opens = field(2)
    used = field(0) * u4(bit["joint_income"]) | field(1) * u4(bit["income_left_out"])
    used |= (night > 0) * u4(bit["night_element"]) | (tax > 0) * u4(bit["tax"]) | (tariff > 0) * u4(bit["tariff_income"])
    received, couple = P["savingsCreditReceived"][s], home == 2
    has = received != -1
    most = np.where(couple, amount["creditCouple"], amount["creditSingle"])
    above = P["savingsCreditIncome"][s] > np.where(couple, amount["guaranteeCouple"], amount["guaranteeSingle"])
    credit = np.where(has, np.where(above, most, np.minimum(received, most)), 0.0)
    income -= credit
    taken |= has * np.where(couple, u4(figure["creditCouple"]), u4(figure["creditSingle"]))
    used |= (credit > 0) * u4(bit["savings_credit"])

    start, end, entries, first = listed("housing", a, b)
    kind = P["housing.kind"][entries]
    net = np.maximum(0.0, P["housing.weekly"][entries] - P["housing.metByBenefits"][entries])
    housing = sums(np.ceil(net * housing_part.take(kind)), start, end, first)
    marks = sums((net > 0) * np.array(C["housingMarks"], dtype=i8).take(kind), start, end, first)
    used |= (housing > 0) * u4(bit["housing"]) | ((marks & 4095) != 0) * u4(bit["joint_housing"])
    used |= ((marks >> 12) != 0) * u4(bit["housing_not_taken_off"])

    start, end, entries, first = listed("disabilityCosts", a, b)
    own = sums(P["disabilityCosts.weekly"][entries], start, end, first)
    standard = policy["standardDisabilityCosts"]
    disability = np.where(opens, np.maximum(own, standard), 0.0)
    used |= (own > 0) * np.where(opens, u4(bit["disability_costs"]), u4(bit["disability_costs_not_taken_off"]))
    used |= (opens & (standard > own)) * u4(bit["standard_disability_sum"])

    which = (home << 3) | (reached << 2) | (P["partnerReachedPensionCreditAge"][s] << 1) | (age < 25)
    children, premiums = P["children"][s], P["premiums"][s]
    granted = premiums | (couple * u1(8))
    national = base_amount.take(which) + float(amount["child"]) * children + premium_amount.take(granted)
    taken |= base_taken.take(which) | premium_taken.take(granted) | (children > 0) * u4(figure["child"])
    used |= premiums * u4(bit["disability_premium"]) | (children > 0) * u4(bit["children"])
    guarantee = np.ceil(national * (100 + policy["morePercent"]) / 100)
    used |= (guarantee > national) * u4(bit["local_guarantee"])
    both = guarantee + P["partnerIncome"][s] - P["partnerHousing"][s]
    extra = np.where(partner != 0, np.maximum(0.0, policy["couplesThreshold"] - both), 0.0)
    guarantee = guarantee + extra
    used |= (extra > 0) * u4(bit["couples_threshold"])

    free, carer_ = P["freeBecause"][s] != 0, P["forCarer"][s] == 1
    left = np.maximum(0.0, income + tariff - housing - disability - guarantee)
    limit = savings > amount["upper"]
    reason = np.where(limit, u1(code["over_the_limit"]), np.where(left > 0, u1(code["left_over"]), u1(code["nothing_left_over"])))
    reason = np.where(light == 2, u1(code["agreed_above_limit"]), np.where(light == 1, u1(code["agreed_sum"]), reason))
    reason = np.where(wouldnt == 1, u1(code["would_not_take_part"]), reason)
    reason = np.where(free, u1(code["free"]), reason)
    assessed = (refusals == 0) & ~free & (wouldnt == 0) & (light == 0)
    taken = np.where(assessed, np.where(limit, u4(figure["upper"]), taken), u4(0))
    missing = taken & u4(C["missing"])
    refusals |= (missing != 0) * u1(refusal["amount_not_enacted"])
    refused = refusals != 0
    reason[refused] = code["refused"]
    assessed &= ~refused
    summed = assessed & ~limit
    used = np.where(summed, used | u4(bit["percentage"]), u4(0)) | np.where(assessed, about_savings, u4(0))
    used |= (assessed & ((taken & u4(C["derived"])) != 0)) * u4(bit["derived_amount"])

    full = (reason == code["would_not_take_part"]) | (reason == code["agreed_above_limit"]) | (reason == code["over_the_limit"])
    journeys = float(policy["transportJourney"]) * P["journeysAWeek"][s]
    given = P["chargeableCost"][s]
    cost = np.where(given == -1, -1.0, given + journeys)
    asked = np.where(reason == code["agreed_sum"], P["agreedWeekly"][s], np.floor(left * policy["percentTaken"] / 100))
    asked[full] = -1
    by_cost = (given != -1) & (full | (cost <= asked))
    asked = np.where(by_cost, cost, asked)
    by_most = asked > policy["mostWeekly"]
    asked = np.where(by_most, float(policy["mostWeekly"]), asked)
    small = (asked > 0) & (asked < policy["smallestCollected"])
    asked[small] = 0
    ends = by_cost * u4(bit["cost_of_support"]) | by_most * u4(bit["most_weekly"]) | small * u4(bit["too_small_to_collect"])
    ends |= (asked == -1) * u4(bit["no_price_yet"]) | (journeys > 0) * u4(bit["journeys"]) | carer_ * u4(bit["carers_own_support"])
    is_free = reason == code["free"]
    charged = ~refused & ~is_free
    used |= np.where(charged, ends, u4(0))
    asked = np.where(refused, -1.0, np.where(is_free, 0.0, asked))
    asks = ~refused & (P["asksCouncilToArrange"][s] == 1)
    over_limit = (reason == code["over_the_limit"]) | (reason == code["agreed_above_limit"])
    used |= asks * np.where(over_limit, u4(bit["arrangement_fee"]), u4(bit["no_arrangement_fee"]))
    zero_tariff = is_free | (reason == code["would_not_take_part"])
    write = lambda name, value: out[f"contributions.{name}"].__setitem__(s, value)
    write("reason", reason)
    write("refusals", refusals)
    write("missing", missing)
    write("rules", used)
    write("weekly", asked)
    write("savings", np.where(assessed, savings, -1.0))
    write("tariff", np.where(summed, tariff, np.where(zero_tariff, 0.0, -1.0)))
    for name, value in (("income", income), ("housing", housing), ("disability", disability), ("guarantee", guarantee), ("leftOver", left)):
        write(name, np.where(summed, value, -1.0))
    write("apart", np.where(refused, -1.0, P["livingCosts"][s]))
    write("arrangementFee", np.where(asks & over_limit, float(policy["feePence"]), -1.0))


def block(a):
    b = min(ROWS, a + BLOCK)
    budgets(a, b)
    charges(a, b)


pool = ThreadPoolExecutor(THREADS)
print("ready", np.__version__, flush=True)
for line in sys.stdin:
    if line.strip() == "run":
        began, busy = time.perf_counter(), time.process_time()
        list(pool.map(block, range(0, ROWS, BLOCK)))
        print(time.perf_counter() - began, time.process_time() - busy, flush=True)
    if line.strip() == "write":
        for name, values in out.items():
            values.tofile(folder / f"numpy.{name}")
        print("written", flush=True)
