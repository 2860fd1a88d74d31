-- market: an uplift is decided yes, no, or taken back because it was proposed by mistake. A no moves nothing and every provider reads why; what is taken back
-- is told to nobody. Neither takes the day of the lot, so that the right one can still be decided; only one that moves prices does.

alter table market.uplift_decision
  add column taken_back boolean not null default false,
  drop constraint one_uplift_of_a_lot_a_day, drop constraint uplift_not_backwards,
  add constraint uplift_not_backwards check (from_date >= decided_on or basis_points = 0),
  add constraint uplift_taken_back_moves_nothing check (not taken_back or basis_points = 0);
create unique index one_uplift_of_a_lot_a_day on market.uplift_decision (lot_id, from_date) where basis_points <> 0;
