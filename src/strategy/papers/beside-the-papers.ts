/**
 * What stands beside the papers in the checks: "outside" figures were read in a public source, "assumed" ones are ours or worked out
 * by us, are marked so wherever they are shown, and are never published as facts. Lines as in the papers; the paragraph is the source.
 */
export const besideThePapers = `
outside.pop.2019 | 384152 | people | mid-2019 | ONS estimate, seen on Wikipedia, Cheshire East | People who live in Cheshire East
outside.pop.2020 | 386667 | people | mid-2020 | 52 wards added up, open-innovations/jrf-insight | People who live in Cheshire East
outside.pop.2021 | 400528 | people | mid-2021 | ONS estimate (rebased), open-innovations/jrf-insight | People who live in Cheshire East
outside.pop.census | 398800 ~100 | people | 2021-03-21 | Census, seen in The Nantwich News, 5 July 2022 | People who live in Cheshire East
outside.ehcp.2010 | 1520 | people | January 2010 | DfE, Education, health and care plans | Statements of special needs, all ages, Cheshire East
outside.ehcp.2014 | 1612 | people | January 2014 | DfE, Education, health and care plans | Statements of special needs, all ages, Cheshire East
outside.ehcp.16to25.2019 | 556 | people | January 2019 | DfE, Education, health and care plans | Plans of people aged 16 to 25, Cheshire East
outside.ehcp.18to25.2024 | 446 | people | January 2024 | DfE, Education, health and care plans | Plans of people aged 18 to 25, Cheshire East
outside.ehcp.18to25.2025 | 442 | people | January 2025 | DfE, Education, health and care plans | Plans of people aged 18 to 25, Cheshire East
assumed.older.users | 122 | people | 2021-04-01 | Assumption: the paper prints almost a quarter of 499 | Older people who use day opportunities
assumed.weeks | 50 | weeks | a year | Assumption: no paper prints it | Weeks in which people go
assumed.attendances | 3 | times a week | 2021 | Assumption: no paper prints it | Times a week that somebody goes
assumed.adults.18to64 | 219350 | people | mid-2020 | Worked out: ONS ward estimates less ages 16 and 17 | Adults aged 18 to 64 in Cheshire East
assumed.adults | 308500 | people | 2020 | Worked out, about | Adults of any age in Cheshire East
`
