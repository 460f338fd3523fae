-- Whether the client's exact date of birth came with the statement, by the word of case-notes: without it, an emergency does not open a restricted record.
alter table break_glass add column date_of_birth_known boolean not null default false;

create index break_glass_standing on break_glass (valid_until);

-- Of a recording of several clients: the access whose grant showed it, which is the one of the first client.
alter table access_record add column shown_with uuid references access_record;
create index access_record_shown_with on access_record (shown_with) where shown_with is not null;
