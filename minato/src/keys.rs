//! Access keys as they are given on the command line or in a file: `ID=SECRET[=ACCOUNT]`.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context as _, Result, bail};

/// The account of requests whose key names none.
pub(crate) const DEFAULT_ACCOUNT: &str = "123456789012";

/// A key whose signatures are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AccessKey {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) account: String,
}

/// The keys of the command line and of the file. Empty lines and lines that begin with `#` mean nothing.
pub(crate) fn read(arguments: &[String], file: Option<&Path>) -> Result<Vec<AccessKey>> {
    let mut keys = arguments.iter().map(|text| parse(text)).collect::<Result<Vec<_>>>()?;
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                keys.push(parse(line).with_context(|| format!("{}, line {}", file.display(), number + 1))?);
            }
        }
    }
    let mut ids = BTreeSet::new();
    if let Some(twice) = keys.iter().find(|key| !ids.insert(&key.id)) {
        bail!("the access key {} is given twice: give each id once, with one secret and one account", twice.id);
    }
    Ok(keys)
}

/// The message never repeats the text: it may be a secret.
fn parse(text: &str) -> Result<AccessKey> {
    // A secret may end in `=` only if an account follows; AWS's are base64 without padding.
    let mut parts = text.splitn(3, '=');
    let (Some(id), Some(secret)) = (parts.next(), parts.next()) else {
        bail!("an access key is given as ID=SECRET or ID=SECRET=ACCOUNT");
    };
    let account = parts.next().unwrap_or(DEFAULT_ACCOUNT);
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        bail!("an access key's id is letters and digits, followed by `=` and the secret");
    }
    if secret.is_empty() {
        bail!("the access key {id} has no secret");
    }
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        bail!("the account of the access key {id} is not 12 digits");
    }
    Ok(AccessKey { id: id.to_owned(), secret: secret.to_owned(), account: account.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_an_account_or_the_default_one() {
        let key = |account: &str| AccessKey { id: "AKIA1".into(), secret: "se/cr+et".into(), account: account.into() };
        assert_eq!(parse("AKIA1=se/cr+et").unwrap(), key(DEFAULT_ACCOUNT));
        assert_eq!(parse("AKIA1=se/cr+et=000000000001").unwrap(), key("000000000001"));
    }

    #[test]
    fn a_malformed_key_is_refused_without_repeating_its_secret() {
        for bad in ["", "AKIA1", "AKIA1=", "=hunter2", "AK IA=hunter2", "AKIA1=hunter2=12", "AKIA1=hunter2="] {
            let message = format!("{:#}", parse(bad).unwrap_err());
            assert!(!message.contains("hunter2"), "{message}");
        }
    }

    #[test]
    fn an_id_is_given_once() {
        let read = |keys: [&str; 2]| read(&keys.map(str::to_owned), None);
        assert!(read(["AKIA1=hunter2", "AKIA2=hunter2"]).is_ok());
        for again in ["AKIA1=hunter2", "AKIA1=hunter3", "AKIA1=hunter2=000000000002"] {
            let message = format!("{:#}", read(["AKIA1=hunter2", again]).unwrap_err());
            assert!(message.contains("AKIA1 is given twice") && !message.contains("hunter"), "{message}");
        }
    }

    #[test]
    fn a_file_has_one_key_a_line() {
        let file = std::env::temp_dir().join(format!("minato-keys-{}", std::process::id()));
        std::fs::write(&file, "# ours\n\nAKIA1=secret1\n AKIA2=secret2=000000000002\n").unwrap();
        let keys = read(&["AKIA0=secret0".to_owned()], Some(&file)).unwrap();
        std::fs::remove_file(&file).unwrap();
        let ids: Vec<&str> = keys.iter().map(|key| key.id.as_str()).collect();
        assert_eq!(ids, ["AKIA0", "AKIA1", "AKIA2"]);
        assert_eq!(keys[2].account, "000000000002");
    }
}
