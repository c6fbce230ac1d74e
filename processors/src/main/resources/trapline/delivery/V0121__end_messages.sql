-- part: what a delivery tells. alert: that the rule matched; end: what it came to, when the event is
-- over, on channels that are asked for it. Each once for a recipient on a channel.
alter table delivery
    add column part text not null default 'alert',
    add constraint delivery_part check (part in ('alert', 'end')),
    drop constraint delivery_once,
    add constraint delivery_once unique (alert_id, channel, recipient, part);

create index event_closed on event (closed_at) where state = 'closed';
