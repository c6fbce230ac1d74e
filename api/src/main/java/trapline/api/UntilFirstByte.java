package trapline.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/** An answer with whose first byte a turn ends. */
class UntilFirstByte extends HttpServletResponseWrapper {
    private final Turn turn;

    UntilFirstByte(HttpServletResponse answer, Turn turn) {
        super(answer);
        this.turn = turn;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Ending(super.getOutputStream());
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        turn.close();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        turn.close();
        super.flushBuffer();
    }

    private final class Ending extends ServletOutputStream {
        private final ServletOutputStream out;

        Ending(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            turn.close();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            turn.close();
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            turn.close();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            turn.close();
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            turn.close();
            out.setWriteListener(listener);
        }
    }
}
