/** Every figure printed in the Nottinghamshire committee report of September 2021: name | value | unit | date | paragraph | what it says. See printed-figure.ts. */
export const nottinghamshire2021 = `
nt.strategyYears | 2021-2026 | years | 2021 | title | Strategy period
nt.covid.disabled | 35 ~1 | % | 2021-02 (ONS) | para 4 | Disabled people who say the pandemic affected their health
nt.covid.nondisabled | 12 ~1 | % | 2021-02 (ONS) | para 4 | People who are not disabled who say so
nt.lonely.increase | 1000000 | people | 2021 | para 5 | More people chronically lonely, up to
nt.lonely.total | 3700000 | adults | early 2021 | para 5 | Adults chronically lonely
nt.users | 1500 | residents | 2021 | para 7 | People who use day services
nt.budget | 16.4 ~0.1 | GBP m | 2021/22 | paras 7, 29 | Budget of day services, own and outside
nt.engaged | >1500 | people | 2020-21 | para 11 | People who use services and carers heard from
nt.statements | 17 | I statements | 2021 | para 19 | Co-produced statements (counted)
nt.themes.users | 5 | themes | 2021 | para 18 | Themes, counted
nt.themes.carers | 5 | themes | 2021 | para 18 | Themes, counted
nt.budget.external | 5.96 ~0.01 | GBP m | 2020/21 | para 33 | Budget of outside day services
nt.budget.internal | 10.46 ~0.01 | GBP m | 2020/21 | para 33 | Budget of the county’s own day services, without transport
nt.timeline.1 | 2021-09 | month | 2021-22 | para 25 table | ASC&PH Committee
nt.timeline.2 | 2021-10/12 | month | 2021-22 | para 25 table | Strategy consultation
nt.timeline.3 | 2022-01 | month | 2021-22 | para 25 table | Analysis and amendment
nt.timeline.4 | 2021-12/2022-01 | month | 2021-22 | para 25 table | Commissioning intentions
nt.timeline.5 | 2022-01 | month | 2021-22 | para 25 table | Implementation onwards
nt.timeline.6 | 2022-03 | month | 2021-22 | para 25 table | Policy Committee
nt.engagement.1 | 2020-06 | month | 2020-21 | para 10 table | Questionnaire to everybody who used a day service
nt.engagement.2 | 2020-11 | month | 2020-21 | para 10 table | Questionnaire and talks with more people and carers
nt.engagement.3 | 2021-02 | month | 2020-21 | para 10 table | Deaf people asked
nt.engagement.4 | 2021-03 | month | 2020-21 | para 10 table | Talks about practice with people, carers, providers and staff
nt.engagement.5 | ongoing | month | 2020-21 | para 10 table | Young people preparing for adulthood
nt.engagement.6 | ongoing | month | 2020-21 | para 10 table | People with a learning disability: virtual options and I statements
nt.engagement.7 | ongoing | month | 2020-21 | para 10 table | Carers group; two Carers Hub sessions
nt.scie | 2017 | year | 2017 | para 12 | SCIE Asset Based Places
nt.adass | 2020-07 | month | 2020-07 | para 15 | ADASS paper Presenting a Better Future
nt.prevention | 1972 | Act year | 1972 | Background papers | Local Government Act s100D
`
