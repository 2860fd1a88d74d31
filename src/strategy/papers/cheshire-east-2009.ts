/** Every figure printed in the Cheshire East cabinet report of 16 June 2009: name | value | unit | date | paragraph | what it says. See printed-figure.ts. */
export const cheshireEast2009 = `
ce09.meeting | 2009-06-16 | date | 2009-06-16 | header | Cabinet meeting
ce09.budget.a | 72 ~1 | GBP m | 2009-10 | 1.0 | Budget of adult social care
ce09.budget.b | 70 ~1 | GBP m | 2009-10 | 3.2 | Budget of adult services set in February 2009
ce09.reduction | 4.1 ~0.1 | GBP m | 2009-10 | 3.2; 4.2 | Budget reduction
ce09.reductionPct | 6 ~1 | % | 2009-10 | 3.2 | The reduction as a share
ce09.reductionFromProposals | 3.4 ~0.1 | GBP m | 2009-10 | 4.2 | Part of the reduction that these proposals bring
ce09.grant.max | 6.9 ~0.1 | GBP m | 2009-11 | 2.9; 3.3; 4.3 | Earmarked money for the change, at most
ce09.grant.scrg | 1.2 ~0.1 | GBP m | 2009-10 | 3.3 | Social Care Reform Grant
ce09.grant.cf | 3.8 ~0.1 | GBP m | 2009 | 3.3 | Unspent specific grant carried forward
ce09.grant.oneoff | 1.9 ~0.1 | GBP m | 2009 | 3.3 | One-off budget
ce09.grant.years | 3 | years | from 2008-09 | 3.3 | Years of the reform grant
ce09.teams | 6 | locality teams | 2009 | 3.8 | Locality teams
ce09.laps | 7 | Local Area Partnerships | 2009 | 3.8 | Local area partnerships; one holds two teams
ce09.offices | 4 | office bases | 2009 | 3.8 | Office bases
ce09.golive | 2009-07 | month | 2009-07 | 3.9; 7.1 | Start in Wilmslow
ce09.staffing | 2009-10 | month | 2009-10 | 3.9 | New staffing structure
ce09.teams.by.a | 2010-03 | month | 2010-03 | 2.3 | Locality teams set up by
ce09.teams.by.b | 2010-02 | month | 2010-02 | 3.9 | All locality teams at work by
ce09.ras.existingBy | 2010-11 | financial year end | 2010/11 | 2.5; 3.16 | Resource allocation for everybody by the end of
ce09.ras.total | 30 ~1 | GBP m | 2009 | 3.17 | Money the formula hands out when fully in use
ce09.ras.contingency | 7.6 ~0.1 | GBP m | first year | 3.17 | Money held back
ce09.ras.contingencyPct | 20 ~1 | % | first year | 3.17 | Money held back, as a share
ce09.dp.since | 1998 | year | 1998 | 3.14 | Year since which direct payments are a duty
ce09.reablement.weeks | 6 | weeks | 2009 | 3.23 | Free reablement, at most
ce09.reablement.minAge | 18 | years | 2009 | fn 1 | Least age for reablement
ce09.highIntensity | 100 | users | 2009 | 3.25 | People who use council and health services most
ce09.consult.docs | >18000 | documents | 2008-11/2009-02 | 3.26 | Documents sent out, more than
ce09.consult.responses | >600 | answers | 2008-11/2009-02 | 3.26 | Answers, over
ce09.transition | 1-2 | years | 2009 | 4.3 | Implementation period
ce09.appendices | 6 | appendices | 2009 | Appendices | Appendices named; their text is missing
ce09.radical | 20 | years | 2009 | 1.1 | Years without so large a change
`
