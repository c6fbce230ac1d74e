package trapline.runner.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import trapline.runner.Waits;

/** A picture of which only a part was sent so far; it keeps its place in the service. */
final class HalfUpload implements AutoCloseable {
    private final Socket socket;
    private final byte[] picture;
    private final int half;

    HalfUpload(int port, byte[] picture) throws IOException {
        this.picture = picture;
        this.half = picture.length / 2;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Waits.LONGEST.toMillis());
        var head =
                "POST /v1/detect HTTP/1.1\r\nHost: runner\r\nContent-Type: image/jpeg\r\nConnection:"
                        + " close\r\nContent-Length: "
                        + picture.length
                        + "\r\n\r\n";
        var out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(picture, 0, half);
        out.flush();
    }

    /** Sends the rest, and gives the whole answer as it came. */
    String finish() throws IOException {
        var out = socket.getOutputStream();
        out.write(picture, half, picture.length - half);
        out.flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
