//! Which requests a web page may have sent, from a browser on this machine.
//!
//! Where nothing has to be signed with a secret, whoever reaches the server may do anything, and a page of any site that
//! is open in a browser here does reach it.

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::http::Uri;

/// Whether a web page may have sent this request.
///
/// Browsers say that a page of another site asks. They do not where a site lets its own name lead to this machine after
/// its page was loaded (DNS rebinding), but then that name is the host that is asked.
pub fn may_have_sent(headers: &HeaderMap, uri: &Uri) -> bool {
    headers.contains_key(ORIGIN) || headers.contains_key("sec-fetch-site") || is_asked_by_a_sites_name(headers, uri)
}

fn is_asked_by_a_sites_name(headers: &HeaderMap, uri: &Uri) -> bool {
    let said = headers.get_all(HOST).iter().map(|host| host.to_str().ok());
    said.chain(uri.host().map(Some)).any(|host| host.is_none_or(|host| !is_own_name(without_port(host))))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

/// Addresses, names that only this machine knows, and `localhost` with what is below it: no site can have these.
fn is_own_name(host: &str) -> bool {
    let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
    is_address || !host.contains('.') || host.to_ascii_lowercase().ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    fn from_page(uri: &str, headers: &[(&str, &str)]) -> bool {
        let request =
            headers.iter().fold(Request::builder().uri(uri), |request, (name, value)| request.header(*name, *value));
        let (parts, ()) = request.body(()).unwrap().into_parts();
        may_have_sent(&parts.headers, &parts.uri)
    }

    #[test]
    fn clients_ask_by_an_address_or_a_name_of_this_machine() {
        for host in [
            "localhost",
            "localhost:4566",
            "LOCALHOST:4566",
            "127.0.0.1:4566",
            "10.1.2.3",
            "[::1]:4566",
            "[::1]",
            "minato:4566",
            "data-servicediscovery.localhost:4566",
            "ec2.Localhost",
        ] {
            assert!(!from_page("/", &[("host", host)]), "{host}");
        }
        assert!(!from_page("/", &[]), "an old client names no host; a browser does");
        assert!(!from_page("http://localhost:4566/", &[]));
    }

    #[test]
    fn pages_are_known_by_what_browsers_say_and_by_a_sites_name() {
        for host in
            ["evil.example", "evil.example:4566", "127.0.0.1.evil.example", "localhost.evil.example:80", "a.b:x"]
        {
            assert!(from_page("/", &[("host", host)]), "{host}");
        }
        assert!(from_page("http://evil.example/", &[]), "HTTP/2 and proxies put the host into the address");
        assert!(from_page("/", &[("host", "localhost"), ("host", "evil.example")]));
        assert!(from_page("/", &[("host", "localhost"), ("origin", "http://evil.example")]));
        assert!(from_page("/", &[("host", "localhost"), ("sec-fetch-site", "cross-site")]));
    }
}
