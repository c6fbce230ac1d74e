-- What a label belongs to in the taxonomy of the model that gives it: class, order, family, genus
-- and species in lower case, so that a rule on a group matches its species. Written when a model is
-- loaded.
create table label_lineage (
    label text primary key,
    taxa  text[] not null
);
