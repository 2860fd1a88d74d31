/** Every figure printed in the Cheshire East strategy of 2022 to 2027: name | value | unit | date | paragraph | what it says. See printed-figure.ts. */
export const cheshireEast2022 = `
ce22.users.individuals | 499 | people | 2021-04-01 | s2; s3; Figure 1 note; s4; s7 | People who use commissioned day opportunities
ce22.placements.care4ce | 358 | uses | 2021-04-01 | Figure 1 | Uses of the council’s own services; who uses both kinds counts in each
ce22.placements.external | 219 | uses | 2021-04-01 | Figure 1 | Uses of outside providers; who uses both kinds counts in each
ce22.placements.total | 577 | uses | 2021-04-01; 2021-06-30 | Figure 1; Current services | Uses in all, before anybody is counted once only
ce22.spend.care4ce | 3.37 ~0.01 | GBP m | 2020/21 | Figure 1 | Spend on the council’s own services
ce22.spend.external | 1.34 ~0.01 | GBP m | 2020/21 | Figure 1 | Spend on outside providers
ce22.spend.total | 4.71 ~0.01 | GBP m | 2020/21; 2021-06-30 | Figure 1; s2; Current services; s7 | Spend in all, without transport and food
ce22.providers.independent | 20 | organisations | 2021 | s3 | Independent organisations, about
ce22.services.commissioned | 20 | services | 2021 | s7 | Commissioned services, about
ce22.older.growth2030 | 9.5 ~0.1 | % | by 2030 | s4 key facts | Growth of the people aged 65 and over
ce22.pop.total | 384152 | people | mid-2019 estimate (used as current) | s4 Activity | People who live in Cheshire East
ce22.asc.open | 6104 | people | 2021-04-01 | s4 Activity | People open to adult social care
ce22.asc.dayPct | 8.2 ~0.1 | % | 2021-04-01 | s4 Activity | Share of them who use commissioned day opportunities
ce22.eth.white | 97.7 ~0.1 | % | 2021 | Ethnic breakdown | People of white ethnic groups, British and other
ce22.eth.other | 2.3 ~0.1 | % | 2021 | Ethnic breakdown | People of other ethnic groups
ce22.age.workingShare | >75 | % | 2021 | Age breakdown | People aged 19 to 64, over three quarters
ce22.age.largest | 34-49 and 50-64 | age brackets | 2021 | Age breakdown | The two largest age groups
ce22.psr.ld | 68 ~1 | % | 2021 | Age breakdown | People whose main reason is a learning disability
ce22.age.olderShare | <25 | % | 2021 | Age breakdown | Older people, almost a quarter
ce22.geo.macclesfield | 158 | people | 2021 | Geographic location | People who live in Macclesfield
ce22.geo.crewe | 107 | people | 2021 | Geographic location | People who live in Crewe
ce22.geo.overHalf | >50 | % | 2021 | s4; Geographic location | People who live in Crewe or Macclesfield, over half
ce22.fc.older.growth | 25.8 ~0.1 | % | by 2030 | Future need; Needs: older | Growth of older people with a long-term illness who will want day opportunities
ce22.fc.older.users2030 | 274 ~1 | people | 2030 | Future need | Older people using day opportunities
ce22.fc.total2021 | 499 | people | 2021 | Future need | People using day opportunities, the base
ce22.fc.total2030 | 1038 ~1 | people | 2030 | Future need | People using day opportunities
ce22.fc.increase | 539 ~1 | people | 2021 to 2030 | Future need | More people using day opportunities
ce22.ld.2020 | 5253 ~1 | people | 2020 | Needs: LD | Adults aged 18 and over with a learning disability
ce22.ld.ms2020 | 1196 ~1 | people | 2020 | Needs: LD | Of them with a moderate or severe one
ce22.ld.2030 | 5244 ~1 | people | 2030 | Needs: LD | Adults with a learning disability
ce22.mh.rate | 1410 ~1 | per 100,000 | 2019-22 strategy | Needs: MH | People using secondary mental health services, Cheshire East
ce22.mh.rateEngland | 1672 ~1 | per 100,000 | 2019-22 strategy | Needs: MH | The same, England
ce22.carers.hidden | >40000 | people | 2021 | Carers | Carers whom nobody has counted
ce22.carers.ratio | 1 in 8 and 1 in 6 | of adults | 2021 | Carers | Range behind that estimate
ce22.carersuk.n | 5904 | respondents | 2020-09-11/28 | Carers | Carers UK survey (national)
ce22.ehcp.maxAge | 25 | years | 2014 Act | Children and Families Act | Oldest age of an education, health and care plan
ce22.survey.n | 268 | respondents | 2021 | s6 Survey | Day opportunities survey
ce22.survey.travelMax | 30 | minutes | 2021 | Survey: accessing | Journey of most people who came by car, at most
ce22.survey.dpWouldNot | >50 | % | 2021 | Survey: direct payment | People who would not think of a direct payment
ce22.survey.fiveFactors | >90 | % | 2021 | Survey: important | People who call staff, activities, safety, friends and local community important
ce22.survey.rightLevel | 90 ~1 | % | 2021 | Survey: availability | People who call support at the right level very important
ce22.survey.routineChoice | 75 ~1 | % | 2021 | Survey: availability | The same for routine, and for choice
ce22.survey.socialOutcome | 75 ~1 | % | 2021 | Survey: outcomes | The same for meeting people as an outcome
ce22.survey.ownHomeNotImportant | 58 ~1 | % | 2021 | Survey: environment | People to whom services at home are not important
ce22.survey.virtualNotImportant | 71 ~1 | % | 2021 | Survey: environment | People to whom virtual activities are not important
ce22.survey.developSocial | 97 ~1 | % | 2021 | Survey: developing | People to whom meeting others is very important in what is built next
ce22.survey.developIndividual | 84 ~1 | % | 2021 | Survey: developing | The same for the individual and their outcomes
ce22.prov.responded | 29 | organisations | 2021 | Provider feedback | Organisations that answered
ce22.prov.direct | 16 | organisations | 2021 | Provider feedback | Organisations that answered directly
ce22.prov.chest | 13 | organisations | 2021 | Provider feedback | Organisations that answered through the buying portal
ce22.prov.questions | 4 | questions | 2021 | Provider feedback | Questions put to them
ce22.prov.minHours | 4 | hours | 2021 | Provider feedback: barriers | Packages under this many hours do not pay, as providers said
ce22.cost.ld | 4 ~1 | GBP m | 2020/21 | Figure 12 | Cost of people with a learning disability, printed as £4m
ce22.cost.older | 0.337 ~0.001 | GBP m | 2020/21 | Figure 12 + fn 7 | Cost of older people: sensory, memory and social support
ce22.cost.mh | 0.0466 ~0.0001 | GBP m | 2020/21 | Figure 12 | Cost of people with mental health support
ce22.cost.psi | 0.419 ~0.001 | GBP m | 2020/21 | Figure 12 | Cost of people with physical and sensory impairment
ce22.psed | 149 | section | 2010 | Equality Act | Section of the Equality Act with the public sector equality duty
ce22.kickstart.ageMin | 16 | years | to 2022-03 | s8 | Kick Start eligibility from
ce22.kickstart.ageMax | 24 | years | to 2022-03 | s8 | Kick Start eligibility to
ce22.kickstart.months | 6 | months | to 2022-03 | s8 | Months for which a wage was paid
ce22.kickstart.hours | 25 | hours a week | to 2022-03 | s8 | Hours at the national minimum wage
ce22.tier3.maxWeeks | 12 | weeks | 2022 | s8 Tier 3 | Longest enablement phase, as an example
ce22.actions | 8 | actions | 2022-27 | s9 | Key actions
ce22.strategyYears | 2022-2027 | years | 2022 | title | Strategy period
ce22.psrTypes | 6 | support types | 2021 | s7 | Main reasons for support
`
