import { startingScenario } from './test/support/scenarios.ts'
import { drawMaterial, prepared } from './src/strategy/simulation/draw-material.ts'
import { FastDraw } from './src/strategy/simulation/fast-draw.ts'
import { drawFigures } from './src/strategy/simulation/draw-figures.ts'
import { limitsOf } from './src/strategy/simulation/limits.ts'
import { monthTablesOf } from './src/strategy/simulation/costs.ts'
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000}
for (const times of [1]) {
const s = startingScenario()
const big = {...s, people: s.people.map(g=>({...g, people: g.people*times})), arrivals: s.arrivals.map(a=>({...a, peopleYearly: {...a.peopleYearly, low:a.peopleYearly.low*times, middle:a.peopleYearly.middle*times, high:a.peopleYearly.high*times}}))}
const ready = prepared(big); const fast = new FastDraw(ready)
for (let r=0;r<8;r++){ let tm=0,tf=0,pm=0,tg=0,tl=0,tt=0
 for (let d=0; d<60; d++){ const a=cpu(); const m=drawMaterial(ready,d,{seed:1,uncertain:true}); const b=cpu(); const t=fast.run(m); const c=cpu(); drawFigures(big,m,t); const e=cpu(); limitsOf(m.values); const f=cpu(); monthTablesOf(big,m.values); const g=cpu(); tm+=b-a; tf+=c-b; tg+=e-c; tl+=f-e; tt+=g-f; let q=0; for (let i=0;i<t.months.length/2;i++) q+=t.months[i]!; pm+=q }
 console.log(times, 'material', (tm/60).toFixed(2), '(limits', (tl/60).toFixed(2), 'tables', (tt/60).toFixed(2), ') draw', (tf/60).toFixed(2),'figures', (tg/60).toFixed(2), 'ns/pm', (tf*1e6/pm).toFixed(2)) }
}
