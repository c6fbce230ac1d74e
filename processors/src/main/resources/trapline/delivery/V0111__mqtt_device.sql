-- What was announced of each camera at a broker, so that it can be taken back when the camera goes or gets
-- another name. topics: those under which the broker keeps something.
create table mqtt_device (
    channel   text   not null,
    camera_id uuid   not null,
    node      text   not null,
    topics    text[] not null,
    primary key (channel, camera_id)
);
