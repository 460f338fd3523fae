-- What this service knows lies in its stream. Its database holds only what every service has: the outbox, for requests refused at the
-- door. This file says that there is a database.
select 1;
