package trapline.delivery;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Which chat stands behind a name on a channel, and who wants no more. */
public class LinkedChats {
    private final JdbcClient jdbc;
    private final Clock clock;

    public LinkedChats(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param linked false: nobody is written to there any more
     * @param reason why not
     */
    public record LinkedChat(
            String channel, String name, String chat, boolean linked, String reason) {}

    public Optional<LinkedChat> find(String channel, String name) {
        return jdbc.sql(
                        """
                        select channel, name, chat, state = 'linked' as linked, reason
                          from linked_chat where channel = :channel and name = :name
                        """)
                .param("channel", channel)
                .param("name", name)
                .query(LinkedChat.class)
                .optional();
    }

    /** Everybody on a channel, by name. */
    public List<LinkedChat> all(String channel) {
        return jdbc.sql(
                        """
                        select channel, name, chat, state = 'linked' as linked, reason
                          from linked_chat where channel = :channel order by name
                        """)
                .param("channel", channel)
                .query(LinkedChat.class)
                .list();
    }

    /** From now on a name means this chat. */
    @Transactional
    public void link(String channel, String name, String chat) {
        jdbc.sql(
                        """
                        insert into linked_chat (channel, name, chat, state, changed_at)
                        values (:channel, :name, :chat, 'linked', :now)
                        on conflict (channel, name)
                        do update set chat = excluded.chat, state = 'linked', reason = '',
                                      changed_at = excluded.changed_at
                        """)
                .param("channel", channel)
                .param("name", name)
                .param("chat", chat)
                .param("now", now())
                .update();
    }

    /** The party gave a chat another id. */
    @Transactional
    public void moved(String channel, String name, String oldChat, String newChat) {
        link(channel, name, newChat);
        jdbc.sql(
                        """
                        update linked_chat set chat = :new
                         where channel = :channel and chat = :old
                        """)
                .param("channel", channel)
                .param("old", oldChat)
                .param("new", newChat)
                .update();
    }

    /** Nobody is written to in this chat any more, under whichever name. */
    @Transactional
    public void unlink(String channel, String name, String chat, String reason) {
        link(channel, name, chat);
        jdbc.sql(
                        """
                        update linked_chat
                           set state = 'unlinked', reason = :reason, changed_at = :now
                         where channel = :channel and chat = :chat
                        """)
                .param("channel", channel)
                .param("chat", chat)
                .param("reason", reason)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
