-- A grant lives for seconds, and only between access and here. Kept out of the write-ahead log it costs no wait
-- for the disk, and after a crash of the database every grant is gone: none that was used can be used again, and
-- who was about to read asks once more.
ALTER TABLE reading_grant SET UNLOGGED;
