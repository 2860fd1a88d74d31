/** Every figure printed in the Cheshire East cabinet report of 2 February 2021: name | value | unit | date | paragraph | what it says. See printed-figure.ts. */
export const cheshireEast2021 = `
ce21.published | 2020-12-20 | date | 2020-12-20 | header | Date first published
ce21.meeting | 2021-02-02 | date | 2021-02-02 | header | Cabinet meeting
ce21.users.total | 556 | people | current, February 2021 | 5.1; 6.2.1 | People who use commissioned day opportunities, about
ce21.providers.independent | 20 | organisations | 2020/21 | 5.1 | Independent organisations beside the council’s own service, about
ce21.pop65.2019 | 88200 ~100 | people | 2019 | Table 1 | People aged 65 and over in Cheshire East
ce21.pop65.2020 | 89500 ~100 | people | 2020 | Table 1 | People aged 65 and over in Cheshire East
ce21.pop65.2025 | 97900 ~100 | people | 2025 (projected) | Table 1 | People aged 65 and over in Cheshire East
ce21.pop65.2030 | 108900 ~100 | people | 2030 (projected) | Table 1 | People aged 65 and over in Cheshire East
ce21.pop65.2035 | 118500 ~100 | people | 2035 (projected) | Table 1 | People aged 65 and over in Cheshire East
ce21.pop65.growth | 32.4 ~0.1 | % | 2020 to 2035 | 5.3 | Growth of the people aged 65 and over in fifteen years
ce21.ldms.65_74.2020 | 163 ~1 | people | 2020 | Table 2 | People aged 65 to 74 expected to have a moderate or severe learning disability
ce21.ldms.65_74.2025 | 160 ~1 | people | 2025 | Table 2 | People aged 65 to 74 expected to have a moderate or severe learning disability
ce21.ldms.65_74.2030 | 181 ~1 | people | 2030 | Table 2 | People aged 65 to 74 expected to have a moderate or severe learning disability
ce21.ldms.65_74.2035 | 195 ~1 | people | 2035 | Table 2 | People aged 65 to 74 expected to have a moderate or severe learning disability
ce21.ldms.75_84.2020 | 64 ~1 | people | 2020 | Table 2 | People aged 75 to 84 expected to have a moderate or severe learning disability
ce21.ldms.75_84.2025 | 78 ~1 | people | 2025 | Table 2 | People aged 75 to 84 expected to have a moderate or severe learning disability
ce21.ldms.75_84.2030 | 80 ~1 | people | 2030 | Table 2 | People aged 75 to 84 expected to have a moderate or severe learning disability
ce21.ldms.75_84.2035 | 81 ~1 | people | 2035 | Table 2 | People aged 75 to 84 expected to have a moderate or severe learning disability
ce21.ldms.85plus.2020 | 23 ~1 | people | 2020 | Table 2 | People aged 85 and over expected to have a moderate or severe learning disability
ce21.ldms.85plus.2025 | 27 ~1 | people | 2025 | Table 2 | People aged 85 and over expected to have a moderate or severe learning disability
ce21.ldms.85plus.2030 | 33 ~1 | people | 2030 | Table 2 | People aged 85 and over expected to have a moderate or severe learning disability
ce21.ldms.85plus.2035 | 42 ~1 | people | 2035 | Table 2 | People aged 85 and over expected to have a moderate or severe learning disability
ce21.ldms.65plus.2020 | 249 ~1 | people | 2020 | Table 2 | People aged 65 and over expected to have a moderate or severe learning disability
ce21.ldms.65plus.2025 | 265 ~1 | people | 2025 | Table 2 | People aged 65 and over expected to have a moderate or severe learning disability
ce21.ldms.65plus.2030 | 294 ~1 | people | 2030 | Table 2 | People aged 65 and over expected to have a moderate or severe learning disability
ce21.ldms.65plus.2035 | 319 ~1 | people | 2035 | Table 2 | People aged 65 and over expected to have a moderate or severe learning disability
ce21.ldms65.growth | 28 ~1 | % | 2020 to 2035 | 5.4 | Growth of the people aged 65 and over with a moderate or severe learning disability
ce21.ehcp.18plus | 698 | people | to 2019 | 5.5 | People aged 18 and over who have had an education, health and care plan: a count over years
ce21.fig1.range | 2010-2019 | years | 2010-2019 | Figure 1 | Years of the chart of people with plans; its values are not in the text
ce21.tiers | 3 | tiers | 2021 | 5.5 (second) | Tiers of the model
ce21.tier3.maxWeeks | 12 | weeks | 2021 | 5.5 Tier 3 | Longest enablement phase, as an example
ce21.saving.total | 250000 | GBP | over 3 years 2021/22-2023/24 | 5.7 | Saving to make over three years
ce21.saving.pct | 4.5 ~0.1 | % | over 3 years | 5.7 | The same saving as a share of spend
ce21.saving.years | 3 | years | 2021/22-2023/24 | 5.7; 5.8 | Years of the saving
ce21.mix.t1 | 30 ~1 | % | within 3 years | 5.8 | People in tier 1, specialist
ce21.mix.t2 | 50 ~1 | % | within 3 years | 5.8 | People in tier 2, personalised and community
ce21.mix.t3 | 20 ~1 | % | within 3 years | 5.8 | People in tier 3, enablement
ce21.price.t1.min | 35 | GBP a day | 2021 (existing prices) | Cost table, Tier 1 | Lowest day price
ce21.price.t1.max | 70 | GBP a day | 2021 (existing prices) | Cost table, Tier 1 | Highest day price
ce21.price.t2.hours | 3 | hours | 2021 | Cost table, Tier 2 | Length of a session
ce21.price.t2.hourly | 16 | GBP an hour | 2021 | Cost table, Tier 2 | Average price of an hour with one worker
ce21.price.t2.session | 48 | GBP a session | 2021 | Cost table, Tier 2 | A session of three hours with one worker
ce21.price.t2.sharedPct | 50 ~1 | % | 2021 | Cost table, Tier 2 | People of tier 2 who can share a worker or join a group
ce21.price.t3.card | 1000 | GBP a year | 2021 | Cost table, Tier 3 | Most on a prepaid card
ce21.emp.wantWork | 65 ~1 | % | 2009 | 5.9 | Adults with a learning disability who want to work, at least (a national paper)
ce21.emp.savingPerOutcome | 4645 | GBP a year | 2019/20 | 5.9 | Average cost saved when somebody moves into work, from a trial project
ce21.covid.openBuildings | 4 | buildings | 2020-11 | 5.12.1 | Buildings of the council’s own service that could open
ce21.timeline.1 | 2021-03/05 | month | 2021 | 5.13 | Consultation and engagement
ce21.timeline.2 | 2021-06/07 | month | 2021 | 5.13 | Draft strategy and framework
ce21.timeline.3 | 2021-09 | month | 2021 | 5.13 | Consultation on draft
ce21.timeline.4 | 2021-11 | month | 2021 | 5.13 | Launch of strategy and framework
ce21.spend.total | 5.6 ~0.1 | GBP m | current, February 2021 | 6.2.1 | Spend on commissioned day opportunities, without transport and food
ce21.spend.care4ce | 3.7 ~0.1 | GBP m | current, February 2021 | 6.2.2 | Spend on the council’s own service
ce21.users.care4ceOnly | 315 | people | current, February 2021 | 6.2.2 | People who use the council’s own service only
ce21.spend.external | 1.9 ~0.1 | GBP m | current, February 2021 | 6.2.2 | Spend on outside providers
ce21.users.externalOnly | 197 | people | current, February 2021 | 6.2.2 | People who use outside providers only
ce21.users.both | 44 | people | current, February 2021 | 6.2.2 | People who use both
ce21.saving.y1 | 30000 | GBP | 2021/22 | 6.2.4 table | Saving to make, as cash of the year
ce21.saving.y2 | 70000 | GBP | 2022/23 | 6.2.4 table | Saving to make
ce21.saving.y3 | 150000 | GBP | 2023/24 | 6.2.4 table | Saving to make
ce21.consult.from | 2021-04 | month | 2021-04 | 8.6 | Consult on service specifications
ce21.tables.copyright | 2018 | year | 2018 | Tables 1-2 note | Year of the copyright under Tables 1 and 2
`
