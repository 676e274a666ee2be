//! A path that a caller has written: one that passes the check stays below the base, and is not changed on its way.
//!
//! The input is the path.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use wexa_executeflow::error::{Code, Outcome};
use wexa_executeflow::request::url::{UrlParts, build_url, check_path};

const BASES: [&str; 3] = ["https://api.wexa.ai", "http://localhost:8787", "https://proxy.example.com/a/b"];

fuzz_target!(|path: &str| {
    if let Err(failure) = check_path(path) {
        assert_eq!((failure.code, failure.outcome), (Code::InvalidRequest, Outcome::NotSent));
        assert_eq!(failure.fields.len(), 1);
        return;
    }
    for base in BASES {
        let query = [("q".into(), "?#/..".into())];
        let whole = format!("{base}{path}");
        let parts = UrlParts { base: &whole, project: None, query: &query };
        let text = build_url("", &parts, |_| unreachable!("there is no placeholder")).expect("an address");
        let url = Url::parse(&text).expect("an address");
        assert_eq!(url.as_str(), text, "nothing is left to be made normal on its way");
        let base = Url::parse(base).expect("an address");
        assert_eq!(url.origin(), base.origin());
        assert_eq!((url.username(), url.password(), url.fragment()), ("", None, None));
        assert_eq!(url.path(), format!("{}{path}", base.path().trim_end_matches('/')));
        assert_eq!(url.query(), Some("q=%3F%23%2F.."));
    }
});
