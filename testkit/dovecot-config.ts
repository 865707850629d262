/** What Dovecot's configuration depends on. */
export interface DovecotPlace {
  readonly dir: string;
  readonly port: number;
  /** Name and group of the ordinary user it runs as. */
  readonly user: string;
  readonly group: string;
}

/**
 * Configuration of a Dovecot that needs no privileges: every process runs as one ordinary user, nothing is confined to a
 * folder (that takes root), and everything lies under `dir`. 2.4 renamed many settings and wants to be told its version.
 *
 * @param version what `dovecot --version` prints
 * Source: https://doc.dovecot.org/2.3/configuration_manual/howto/rootless/ and
 * https://doc.dovecot.org/2.4.1/installation/upgrade/2.3-to-2.4.html
 */
export const dovecotConfig = (version: string, place: DovecotPlace): string =>
  version.startsWith('2.3') ? settings23(place) + services(place) : settings24(place) + services(place);

const settings23 = ({ dir, user, group }: DovecotPlace) => `
disable_plaintext_auth = no
mail_location = maildir:${dir}/mail/%n
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${dir}/users
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${dir}/mail/%n
}
`;

const settings24 = ({ dir, user, group }: DovecotPlace) => `
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = ${dir}/mail/%{user | username}
passdb passwd-file {
  passwd_file_path = ${dir}/users
  default_password_scheme = plain
}
userdb static {
  fields {
    uid = ${user}
    gid = ${group}
    home = ${dir}/mail/%{user | username}
  }
}
`;

const services = ({ dir, port, user, group }: DovecotPlace) => `
base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
auth_failure_delay = 0
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 1000
mailbox_idle_check_interval = 1s
service anvil {
  chroot =
  # Without it, a wrong password makes the next sign-ins from this machine wait for seconds.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
