-- The views for who sees only some sites are made anew at the start; until then such people get an error
-- and nobody sees more. A table could not be changed under them.
drop schema if exists trapline_limited cascade;
