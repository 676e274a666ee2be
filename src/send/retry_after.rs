//! How long a server asks to wait. Pure.

/// The wait that `retry-after-ms` or `retry-after` asks for, in milliseconds.
///
/// `retry-after` is a number of seconds or an HTTP date, which `until` turns into the milliseconds from now.
/// What is neither asks for nothing: JavaScript would read a date into `-1` or `soon 5`, and a promise to come back
/// makes a 503 one that certainly refused.
#[cfg(any(test, feature = "client"))]
pub fn retry_after(
    milliseconds: Option<&str>,
    seconds_or_date: Option<&str>,
    until: impl FnOnce(&str) -> f64,
) -> Option<f64> {
    retry_after_ms(milliseconds.and_then(number), seconds_or_date.and_then(number), || {
        seconds_or_date.filter(|text| text.trim_ascii().ends_with("GMT")).map(until)
    })
}

/// The same of what has been read: the numbers that the two headers are, and the milliseconds until the date.
pub fn retry_after_ms(
    milliseconds: Option<f64>,
    seconds: Option<f64>,
    until: impl FnOnce() -> Option<f64>,
) -> Option<f64> {
    // A date that has passed asks to come back now.
    let date = || Some(until()?).filter(|ms| !ms.is_nan()).map(|ms| ms.max(0.0));
    milliseconds.or(seconds.map(|seconds| seconds * 1000.0)).or_else(date)
}

/// A decimal number, without an exponent.
#[cfg(any(test, feature = "client"))]
fn number(text: &str) -> Option<f64> {
    let mut value = 0.0;
    let mut digits = 0;
    // What a digit is worth; it shrinks after the point.
    let mut unit = 1.0;
    let mut before_point = true;
    for byte in text.trim_ascii().bytes() {
        match byte {
            b'0'..=b'9' if before_point => value = value * 10.0 + f64::from(byte - b'0'),
            b'0'..=b'9' => {
                unit /= 10.0;
                value += unit * f64::from(byte - b'0');
            }
            b'.' if before_point && digits > 0 => {
                before_point = false;
                digits = 0;
                continue;
            }
            _ => return None,
        }
        digits += 1;
    }
    (digits > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(ms: Option<&str>, after: Option<&str>) -> Option<f64> {
        retry_after(ms, after, |date| match date {
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
