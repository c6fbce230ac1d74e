package trapline.app.ftps;

import java.io.IOException;
import java.net.SocketException;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command STOR. It tells an upload that ended from one that was cut, which a stream that is
 * closed in both cases cannot, and says "complete" only when the file has its name.
 */
final class Store extends AbstractCommand {
    private static final Logger log = LoggerFactory.getLogger(Store.class);
    private static final int ANNOUNCE_MILLIS = 10_000;

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException, FtpException {
        try {
            store(session, request.getArgument());
        } finally {
            session.resetState();
            session.getDataConnection().closeDataConnection();
        }
    }

    private static void store(FtpIoSession session, String name) throws FtpException {
        if (name == null || name.isBlank()) {
            reply(session, FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS, "No name.");
            return;
        }
        if (session.getFileOffset() > 0) {
            reply(
                    session,
                    FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN,
                    "An upload cannot be resumed; send the whole file again.");
            return;
        }
        if (session.getDataConnection() instanceof IODataConnectionFactory connections
                && connections.getInetAddress() == null) {
            reply(session, FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS, "Send PASV first.");
            return;
        }
        var file = session.getFileSystemView().getFile(name);
        if (!(file instanceof UploadFileSystem.UploadFile target)
                || target.isDirectory()
                || !target.isWritable()) {
            reply(
                    session,
                    FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN,
                    "This name cannot be used.");
            return;
        }
        session.write(new DefaultFtpReply(FtpReply.REPLY_150_FILE_STATUS_OKAY, "Send the file."))
                .awaitUninterruptibly(ANNOUNCE_MILLIS);
        DataConnection connection;
        try {
            connection = session.getDataConnection().openConnection();
        } catch (Exception e) {
            // The interface declares nothing narrower.
            log.debug("No data connection came", e);
            reply(
                    session,
                    FtpReply.REPLY_425_CANT_OPEN_DATA_CONNECTION,
                    "The data connection did not come.");
            return;
        }
        receive(session, target, connection);
    }

    private static void receive(
            FtpIoSession session, UploadFileSystem.UploadFile target, DataConnection connection) {
        try (var upload = target.begin()) {
            connection.transferFromClient(session.getFtpletSession(), upload);
            upload.complete();
        } catch (SocketException e) {
            log.debug("An upload was cut", e);
            reply(
                    session,
                    FtpReply.REPLY_426_CONNECTION_CLOSED_TRANSFER_ABORTED,
                    "The upload was cut; send the file again.");
            return;
        } catch (UploadTooLarge e) {
            log.warn("An upload was refused: {}", e.getMessage());
            reply(
                    session,
                    FtpReply.REPLY_552_REQUESTED_FILE_ACTION_ABORTED_EXCEEDED_STORAGE,
                    "The file is too large.");
            return;
        } catch (IOException e) {
            log.warn("An upload could not be kept: {}", e.toString());
            reply(
                    session,
                    FtpReply.REPLY_451_REQUESTED_ACTION_ABORTED,
                    "The file could not be kept; send it again.");
            return;
        }
        reply(session, FtpReply.REPLY_226_CLOSING_DATA_CONNECTION, "The file is kept.");
    }

    private static void reply(FtpIoSession session, int code, String words) {
        session.write(new DefaultFtpReply(code, words));
    }
}
