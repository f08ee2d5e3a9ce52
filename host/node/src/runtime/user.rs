//! Which user a container's process runs as: the meaning of `USER` in an image and `user` in a container definition.
//!
//! Pure: the files' text is given.

/// The user, group and further groups of a process.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ProcessUser {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    pub(crate) additional_gids: Vec<u32>,
}

/// Why a user cannot be resolved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UserError {
    /// The name does not stand in the image's /etc/passwd.
    #[error("unable to find user {0}: no matching entries in passwd file")]
    NoUser(String),
    /// The name does not stand in the image's /etc/group.
    #[error("unable to find group {0}: no matching entries in group file")]
    NoGroup(String),
    /// A number beyond what the kernel knows.
    #[error("user and group ids must be in the range 0-2147483647, not {0}")]
    OutOfRange(String),
}

struct PasswdEntry<'a> {
    name: &'a str,
    uid: u32,
    gid: u32,
}

struct GroupEntry<'a> {
    name: &'a str,
    gid: u32,
    members: Vec<&'a str>,
}

fn passwd_entries(text: &str) -> impl Iterator<Item = PasswdEntry<'_>> {
    text.lines().filter_map(|line| {
        let mut fields = line.trim().split(':');
        let name = fields.next().filter(|name| !name.is_empty() && !name.starts_with('#'))?;
        Some(PasswdEntry { name, uid: fields.nth(1)?.parse().ok()?, gid: fields.next()?.parse().ok()? })
    })
}

fn group_entries(text: &str) -> impl Iterator<Item = GroupEntry<'_>> {
    text.lines().filter_map(|line| {
        let mut fields = line.trim().split(':');
        let name = fields.next().filter(|name| !name.is_empty() && !name.starts_with('#'))?;
        let gid = fields.nth(1)?.parse().ok()?;
        let members = fields.next().unwrap_or("").split(',').filter(|member| !member.is_empty()).collect();
        Some(GroupEntry { name, gid, members })
    })
}

/// A number, or `None` for a name.
fn number(text: &str) -> Result<Option<u32>, UserError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    match text.parse::<i32>() {
        Ok(id) => Ok(Some(id.unsigned_abs())),
        Err(_) => Err(UserError::OutOfRange(text.to_owned())),
    }
}

/// Resolves `user`, `user:group`, `uid` or `uid:gid` by an image's files, as Docker does; an empty text is root.
pub(crate) fn resolve(text: &str, passwd: &str, group: &str) -> Result<ProcessUser, UserError> {
    let (user, group_name) = text.split_once(':').map_or((text, None), |(user, group)| (user, Some(group)));
    let user = if user.is_empty() { "0" } else { user };
    let wanted = number(user)?;
    let entry = passwd_entries(passwd).find(|entry| entry.name == user || wanted == Some(entry.uid));
    let (uid, mut gid, name) = match (&entry, wanted) {
        (Some(entry), _) => (entry.uid, entry.gid, Some(entry.name)),
        (None, Some(uid)) => (uid, 0, None),
        (None, None) => return Err(UserError::NoUser(user.to_owned())),
    };
    if let Some(group_name) = group_name.filter(|name| !name.is_empty()) {
        let wanted = number(group_name)?;
        let entry = group_entries(group).find(|entry| entry.name == group_name || wanted == Some(entry.gid));
        gid = entry.map(|entry| entry.gid).or(wanted).ok_or_else(|| UserError::NoGroup(group_name.to_owned()))?;
        return Ok(ProcessUser { uid, gid, additional_gids: Vec::new() });
    }
    let additional_gids = group_entries(group)
        .filter(|entry| name.is_some_and(|name| entry.members.contains(&name)))
        .map(|entry| entry.gid)
        .collect();
    Ok(ProcessUser { uid, gid, additional_gids })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/sh\n# comment:x:1:1\nweb:x:33:44::/:/bin/sh\nbroken:x:y:z\n";
    const GROUP: &str = "root:x:0:\nstaff:x:50:web,other\nlog:x:60:web\n";

    fn user(uid: u32, gid: u32, additional_gids: &[u32]) -> ProcessUser {
        ProcessUser { uid, gid, additional_gids: additional_gids.to_vec() }
    }

    #[test]
    fn users_and_groups_by_name_and_number() {
        for (text, expected) in [
            ("", user(0, 0, &[])),
            ("root", user(0, 0, &[])),
            ("web", user(33, 44, &[50, 60])),
            ("33", user(33, 44, &[50, 60])),
            ("web:staff", user(33, 50, &[])),
            ("web:7", user(33, 7, &[])),
            ("1000", user(1000, 0, &[])),
            ("1000:1001", user(1000, 1001, &[])),
        ] {
            assert_eq!(resolve(text, PASSWD, GROUP), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_the_image_does_not_know_is_an_error() {
        assert_eq!(resolve("nobody", PASSWD, GROUP), Err(UserError::NoUser("nobody".into())));
        assert_eq!(resolve("broken", PASSWD, GROUP), Err(UserError::NoUser("broken".into())));
        assert_eq!(resolve("web:wheel", PASSWD, GROUP), Err(UserError::NoGroup("wheel".into())));
        assert_eq!(resolve("4294967295", PASSWD, GROUP), Err(UserError::OutOfRange("4294967295".into())));
        assert_eq!(resolve("web", "", ""), Err(UserError::NoUser("web".into())));
    }
}
