package trapline.app.ftps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** The logins of the built-in server. They can be replaced while it runs. */
final class AccountUsers implements UserManager {
    private final FtpsLimits limits;
    private final Map<String, FtpsAccount> accounts = new ConcurrentHashMap<>();

    AccountUsers(FtpsLimits limits) {
        this.limits = limits;
    }

    /**
     * @return the users whose login is no longer what it was
     */
    Set<String> replace(List<FtpsAccount> replacement) {
        var changed = new HashSet<>(accounts.values());
        changed.removeAll(new HashSet<>(replacement));
        accounts.keySet().retainAll(replacement.stream().map(FtpsAccount::user).toList());
        replacement.forEach(account -> accounts.put(account.user(), account));
        return changed.stream().map(FtpsAccount::user).collect(Collectors.toSet());
    }

    @Override
    public User getUserByName(String name) {
        var account = accounts.get(name);
        return account == null ? null : user(account);
    }

    @Override
    public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        if (authentication instanceof UsernamePasswordAuthentication login) {
            var account = accounts.get(login.getUsername());
            var expected = account == null ? "" : account.password();
            var given = login.getPassword() == null ? "" : login.getPassword();
            var same =
                    MessageDigest.isEqual(
                            expected.getBytes(StandardCharsets.UTF_8),
                            given.getBytes(StandardCharsets.UTF_8));
            if (account != null && same) {
                return user(account);
            }
        }
        throw new AuthenticationFailedException("user or password is wrong");
    }

    private User user(FtpsAccount account) {
        var user = new BaseUser();
        user.setName(account.user());
        user.setHomeDirectory(account.home().toString());
        user.setEnabled(true);
        user.setMaxIdleTime((int) limits.idle().toSeconds());
        user.setAuthorities(
                List.of(
                        new WritePermission(),
                        new ConcurrentLoginPermission(
                                limits.connectionsPerAccount(), limits.connectionsPerAccount())));
        return user;
    }

    @Override
    public String[] getAllUserNames() {
        return accounts.keySet().toArray(String[]::new);
    }

    @Override
    public boolean doesExist(String name) {
        return accounts.containsKey(name);
    }

    @Override
    public boolean isAdmin(String name) {
        return false;
    }

    @Override
    public String getAdminName() {
        return "";
    }

    @Override
    public void delete(String name) throws FtpException {
        throw new FtpException("accounts are kept in route-config");
    }

    @Override
    public void save(User user) throws FtpException {
        throw new FtpException("accounts are kept in route-config");
    }
}
