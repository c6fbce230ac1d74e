-- How a label came about. source: classifier, detector, classifier+rollup_to_genus and the like.
-- raw_label: what the classifier itself held for best, where that is not the label.
alter table classification
    add column source         text not null default 'classifier',
    add column raw_label      text,
    add column raw_confidence double precision,
    add constraint classification_raw check ((raw_label is null) = (raw_confidence is null)
                                             and raw_confidence between 0 and 1);
