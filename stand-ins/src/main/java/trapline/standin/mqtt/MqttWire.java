package trapline.standin.mqtt;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads packets of MQTT 5.0. Properties are read over. */
final class MqttWire {
    static final int CONNECT = 1;
    static final int PUBLISH = 3;
    static final int PINGREQ = 12;
    static final int DISCONNECT = 14;

    private static final int LARGEST = 64 << 20;

    private MqttWire() {}

    /**
     * @param flags of the fixed header
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Packet(int type, int flags, byte[] body) {}

    /** What somebody who connects says; null stands for what they did not say. */
    record Connect(
            int level, String clientId, MqttStandIn.Published will, String user, String password) {}

    /**
     * @param id 0: no answer is wanted
     */
    record Publish(int id, MqttStandIn.Published message) {}

    static Packet packet(InputStream in) throws IOException {
        var first = in.read();
        if (first < 0) {
            throw new EOFException();
        }
        var length = number(in);
        if (length > LARGEST) {
            throw new IOException("a packet of %d bytes".formatted(length));
        }
        return new Packet(first >> 4, first & 0x0f, in.readNBytes(length));
    }

    static Connect connect(Packet packet) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(packet.body()));
        text(in);
        var level = in.readUnsignedByte();
        var flags = in.readUnsignedByte();
        in.readUnsignedShort();
        if (level != 5) {
            return new Connect(level, "", null, null, null);
        }
        skipProperties(in);
        var clientId = text(in);
        MqttStandIn.Published will = null;
        if ((flags & 0x04) != 0) {
            skipProperties(in);
            will = new MqttStandIn.Published(text(in), bytes(in), (flags & 0x20) != 0);
        }
        var user = (flags & 0x80) != 0 ? text(in) : null;
        var password = (flags & 0x40) != 0 ? text(in) : null;
        return new Connect(level, clientId, will, user, password);
    }

    static Publish publish(Packet packet) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(packet.body()));
        var topic = text(in);
        var id = (packet.flags() & 0x06) == 0 ? 0 : in.readUnsignedShort();
        skipProperties(in);
        return new Publish(
                id, new MqttStandIn.Published(topic, in.readAllBytes(), (packet.flags() & 1) != 0));
    }

    /** Seven bits a byte, the lowest first. */
    private static int number(InputStream in) throws IOException {
        var value = 0;
        for (var shift = 0; shift < 28; shift += 7) {
            var next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            value |= (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new IOException("a number of more than four bytes");
    }

    private static void skipProperties(DataInputStream in) throws IOException {
        in.skipNBytes(number(in));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readUnsignedShort());
    }
}
