//! How long a server asks to wait. Pure.

/// The pause that `retry-after-ms` or `retry-after` asks for, in milliseconds.
///
/// `retry-after` is a number of seconds or an HTTP date, which `until` turns into the milliseconds from now. What is neither
/// asks for nothing: JavaScript would read a date into `-1` or `soon 5`, and a promise to come back makes a 503 one that
/// certainly refused. `parse` reads a decimal number: that of the standard library is as large as half the module.
pub fn retry_after_ms(
    milliseconds: Option<&str>,
    seconds_or_date: Option<&str>,
    parse: impl Fn(&str) -> f64,
    until: impl FnOnce(&str) -> f64,
) -> Option<f64> {
    let number = |text: &str| is_decimal(text.trim_ascii()).then(|| parse(text.trim_ascii()));
    if let Some(ms) = milliseconds.and_then(number) {
        return Some(ms);
    }
    let text = seconds_or_date?;
    if let Some(seconds) = number(text) {
        return Some(seconds * 1000.0);
    }
    // A date that has passed asks to come back now.
    let ms = if text.trim_ascii().ends_with("GMT") { until(text) } else { f64::NAN };
    (!ms.is_nan()).then(|| ms.max(0.0))
}

/// Whether a text is a decimal number without sign or exponent: digits, and after a point more digits.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(ms: Option<&str>, after: Option<&str>) -> Option<f64> {
        let parse = |text: &str| text.parse().unwrap();
        retry_after_ms(ms, after, parse, |date| match date {
            "Fri, 31 Dec 1999 23:59:59 GMT" => 2500.0,
            "Thu, 01 Jan 1970 00:00:00 GMT" => -9e11,
            "Never GMT" => f64::NAN,
            other => panic!("not a date: {other:?}"),
        })
    }

    #[test]
    fn seconds_dates_and_milliseconds_are_understood() {
        assert_eq!(asked(None, Some("2")), Some(2000.0));
        assert_eq!(asked(None, Some(" 1.5 ")), Some(1500.0));
        assert_eq!(asked(None, Some("0")), Some(0.0));
        assert_eq!(asked(Some("250"), Some("2")), Some(250.0));
        assert_eq!(asked(None, Some("Fri, 31 Dec 1999 23:59:59 GMT")), Some(2500.0));
        assert_eq!(asked(None, Some("Thu, 01 Jan 1970 00:00:00 GMT")), Some(0.0));
    }

    #[test]
    fn what_is_not_a_time_asks_for_nothing() {
        for text in
            ["", "soon", "-1", "soon 5", "1e3", "NaN", "Infinity", ".", "1.", ".5", "0x10", "Never GMT"]
        {
            assert_eq!(asked(None, Some(text)), None, "{text:?}");
        }
        assert_eq!(asked(Some("soon"), Some("2")), Some(2000.0));
        assert_eq!(asked(None, None), None);
    }
}
