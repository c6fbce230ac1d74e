package trapline.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import trapline.camera.CameraProfile;
import trapline.camera.CameraProfiles;
import trapline.camera.Position;
import trapline.camera.ReportDialects;

/** Understands a file: what it is, whose it is, when and where it was taken. */
public class FileReading {
    private static final Pattern DEVICE = Pattern.compile("[\\p{L}\\p{N} ._@#+=-]{1,100}");
    private static final Pattern IMEI = Pattern.compile("(?<!\\d)(\\d{15})(?!\\d)");

    /** Folders that cameras and recorders make by themselves: they name no camera. */
    private static final Pattern OVERFLOW =
            Pattern.compile(
                    "(?i)DCIM|MISC|images?|pictures?|snap|record|jpg|\\d{3}[A-Z0-9_]{4,6}|\\d{1,4}|"
                            + "\\d{4}-?\\d{2}(-?\\d{2})?");

    private final FileInspection inspection;
    private final CameraProfiles profiles;
    private final ReportDialects dialects;
    private final ZoneId installationZone;
    private final ExifReader exifReader = new ExifReader();

    public FileReading(
            FileInspection inspection,
            CameraProfiles profiles,
            ReportDialects dialects,
            ZoneId installationZone) {
        this.inspection = inspection;
        this.profiles = profiles;
        this.dialects = dialects;
        this.installationZone = installationZone;
    }

    /**
     * @param zone the zone of the camera's clock by device id, where somebody has set it
     * @throws UnusableFile with the reason, if the file cannot be used
     * @throws IOException if it cannot be read; trying again may help
     */
    public Reading read(ReceivedFile received, ZoneOfCamera zone) throws IOException, UnusableFile {
        if (FileName.isIgnored(received.path())) {
            return new Reading.Ignored("Cameras and computers leave such files behind.");
        }
        var content = inspection.inspect(received.file());
        if (content instanceof Content.Text) {
            return report(received, zone);
        }
        var exif =
                content instanceof Content.Picture ? exifReader.read(received.file()) : Exif.NONE;
        return media(received, content, exif, zone);
    }

    /** The zone that somebody has set for a camera. */
    @FunctionalInterface
    public interface ZoneOfCamera {
        Optional<ZoneId> of(String deviceId);
    }

    private Reading report(ReceivedFile received, ZoneOfCamera zoneOfCamera)
            throws IOException, UnusableFile {
        return dialects.parse(Files.readAllBytes(received.file()))
                .<Reading>map(
                        report -> {
                            var deviceId = ownAccount(received).orElse(report.deviceId());
                            return new Reading.Report(
                                    deviceId, report, zone(received, deviceId, zoneOfCamera));
                        })
                .orElseThrow(
                        () ->
                                new UnusableFile(
                                        QuarantineReason.UNREADABLE_REPORT,
                                        "It is text, but no known report: no line names a device."));
    }

    private Reading media(
            ReceivedFile received, Content content, Exif exif, ZoneOfCamera zoneOfCamera)
            throws UnusableFile {
        var match = profiles.match(received.path(), exif.make(), exif.model());
        var deviceId = deviceId(received, exif, match);
        if (deviceId.isEmpty()) {
            throw new UnusableFile(
                    QuarantineReason.MISSING_IDENTITY,
                    "Neither account, path nor EXIF names a camera (profile %s, because %s)."
                            .formatted(match.profile().name(), match.why()));
        }
        var zone = zone(received, deviceId.get(), zoneOfCamera);
        var capturedAt = new TimeReading(zone).read(received, content, exif, match);
        var position = position(exif, match);
        require(match, capturedAt, position);
        return new Reading.Media(
                content,
                deviceId.get(),
                deviceId.get(),
                match.profile().name(),
                capturedAt,
                position,
                position.isEmpty() && exif.latitude().isPresent()
                        ? List.of("implausible-position")
                        : List.of(),
                exif);
    }

    private ZoneId zone(ReceivedFile received, String deviceId, ZoneOfCamera zoneOfCamera) {
        return zoneOfCamera
                .of(deviceId)
                .or(() -> received.source().zone())
                .orElse(installationZone);
    }

    private static Optional<String> ownAccount(ReceivedFile received) {
        return received.account().filter(received.source().cameraAccounts()::contains);
    }

    private static void require(
            CameraProfile.Match match, CapturedAt capturedAt, Optional<Position> position)
            throws UnusableFile {
        var required = match.profile().require();
        if (required.contains(CameraProfile.Requirement.TIME) && capturedAt.isByOthers()) {
            throw new UnusableFile(
                    QuarantineReason.MISSING_TIME,
                    "The profile %s requires a time.".formatted(match.profile().name()));
        }
        if (required.contains(CameraProfile.Requirement.POSITION) && position.isEmpty()) {
            throw new UnusableFile(
                    QuarantineReason.MISSING_POSITION,
                    "The profile %s requires a position.".formatted(match.profile().name()));
        }
    }

    /** An account of one camera is trusted most, then what the profile says, then what is left. */
    private static Optional<String> deviceId(
            ReceivedFile received, Exif exif, CameraProfile.Match match) {
        var byProfile = match.profile().identity().stream();
        var otherwise =
                Stream.of(
                        CameraProfile.Identity.PATH,
                        CameraProfile.Identity.FOLDER,
                        CameraProfile.Identity.SERIAL,
                        CameraProfile.Identity.USER_LABEL,
                        CameraProfile.Identity.ACCOUNT);
        return ownAccount(received)
                .or(
                        () ->
                                Stream.concat(byProfile, otherwise)
                                        .flatMap(
                                                kind ->
                                                        identity(kind, received, exif, match)
                                                                .stream())
                                        .filter(id -> DEVICE.matcher(id).matches())
                                        .findFirst());
    }

    private static Optional<String> identity(
            CameraProfile.Identity kind,
            ReceivedFile received,
            Exif exif,
            CameraProfile.Match match) {
        return switch (kind) {
            case PATH ->
                    Optional.ofNullable(match.groups().get("camera"))
                            .or(() -> imei(received.path()));
            case SERIAL -> exif.serial();
            case USER_LABEL -> exif.userLabel();
            case FOLDER -> folder(received.path());
            case ACCOUNT -> received.account();
        };
    }

    private static Optional<String> imei(String path) {
        var matcher = IMEI.matcher(path);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The first folder that names something. */
    private static Optional<String> folder(String path) {
        var parts = path.split("/");
        return Stream.of(parts)
                .limit(parts.length - 1L)
                .filter(part -> !OVERFLOW.matcher(part).matches())
                .findFirst();
    }

    private static Optional<Position> position(Exif exif, CameraProfile.Match match) {
        var latitude = number(match, "lat").or(exif::latitude);
        var longitude = number(match, "lon").or(exif::longitude);
        return latitude.flatMap(lat -> longitude.flatMap(lon -> Position.of(lat, lon)));
    }

    private static Optional<Double> number(CameraProfile.Match match, String group) {
        var value = match.groups().get(group);
        return value != null && value.matches("-?\\d{1,3}(\\.\\d{1,12})?")
                ? Optional.of(Double.parseDouble(value))
                : Optional.empty();
    }
}
