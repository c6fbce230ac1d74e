package trapline.app.ftps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is refused before it begins: words in the clear, and uploads that the disk cannot hold. */
final class UploadPolicy extends DefaultFtplet {
    private static final Logger log = LoggerFactory.getLogger(UploadPolicy.class);
    private static final Set<String> TRANSFERS = Set.of("STOR", "RETR", "LIST", "NLST", "MLSD");

    private final Path folder;
    private final FtpsLimits limits;

    UploadPolicy(Path folder, FtpsLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    @Override
    public FtpletResult beforeCommand(FtpSession session, FtpRequest request)
            throws FtpException, IOException {
        var command = request.getCommand().toUpperCase(Locale.ROOT);
        if ((command.equals("USER") || command.equals("PASS")) && !session.isSecure()) {
            return refuse(
                    session, 530, "Begin with AUTH TLS: passwords are not taken in the clear.");
        }
        if (command.equals("PROT") && !"P".equalsIgnoreCase(request.getArgument())) {
            return refuse(session, 534, "Only protected data connections are allowed: PROT P.");
        }
        if (TRANSFERS.contains(command) && !session.getDataConnection().isSecure()) {
            return refuse(session, 522, "Protect the data connection first: PROT P.");
        }
        if (command.equals("STOR")) {
            if (Files.getFileStore(folder).getUsableSpace() < limits.reserveBytes()) {
                log.error(
                        "Upload refused: less than {} bytes of disk are free",
                        limits.reserveBytes());
                return refuse(session, 452, "The disk is nearly full. Try again later.");
            }
        }
        return super.beforeCommand(session, request);
    }

    private static FtpletResult refuse(FtpSession session, int code, String words)
            throws FtpException {
        FtpReply reply = new DefaultFtpReply(code, words);
        session.write(reply);
        return FtpletResult.SKIP;
    }
}
