-- What the scene of a capture looks like, coarsely: how much its brightness steps sideways and up and
-- down in each cell of a grid, less the mean, and of length 1. Two captures of one scene are alike by
-- day and by night, and with an animal on one of them; another scene is not.
alter table capture_detail add column view real[];
