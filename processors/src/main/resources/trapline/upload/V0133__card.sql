-- A memory card, or a folder from one, that a person brings: all its files are of one camera.
-- clock_shift_seconds is added to the camera's times; zone: what its clock was set to, null: as it is
-- known of the camera.
create table card (
    card_id             uuid primary key,
    project_id          uuid        not null references project,
    camera_id           uuid        not null references camera,
    name                text        not null,
    zone                text,
    clock_shift_seconds bigint      not null,
    created_by          text        not null,
    account_id          uuid references account,
    key_id              uuid references api_key,
    created_at          timestamptz not null
);
create index card_newest on card (project_id, created_at desc, card_id desc);

-- One file of a card. Its bytes lie beside the blobs until all of them are there.
-- state: receiving -> taken | known | set-aside; receiving -> receiving: taking it in failed, the
--        last piece may be sent again.
create table upload (
    upload_id   uuid primary key,
    card_id     uuid        not null references card,
    path        text        not null,
    size_bytes  bigint      not null,
    sha256      text,
    modified_at timestamptz,
    state       text        not null default 'receiving',
    reason      text,
    created_at  timestamptz not null,
    finished_at timestamptz,
    constraint upload_state check (state in ('receiving', 'taken', 'known', 'set-aside')),
    constraint upload_size check (size_bytes > 0)
);
create index upload_of_card on upload (card_id, state);
create index upload_unfinished on upload (created_at) where state = 'receiving';
