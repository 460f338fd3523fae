-- The clients for whom a grant rests on an emergency that the worker stated earlier; empty for most grants.
ALTER TABLE reading_grant ADD COLUMN glass_stands_for text NOT NULL DEFAULT '';
