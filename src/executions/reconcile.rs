//! Searches for the execution that a create of unknown outcome has started, if it has. Nothing is ever sent again.
//!
//! The project's executions are listed up to three times, since a commit may come late. If exactly one can be what the
//! request has started, and no other create of this page or process can have started it, it is the one. What sends the
//! requests is behind [`Lookup`], so that the search itself is tested without a network.

use super::matching::{Match, TimeSpan, equal, matches};
use crate::json_view::JsonView;
use crate::schema::JsonTypes;

/// When to search, in milliseconds after the create was lost.
const SEARCH_DELAYS_MS: [f64; 3] = [500.0, 2_500.0, 9_000.0];
/// How long the requests of one search may take.
pub(crate) const SEARCH_TIMEOUT_MS: f64 = 10_000.0;
/// How many executions one search gets whole, where the list shows but a part of them.
const MAX_GETS: usize = 5;
/// How long equal creates on their way are waited for: one that an edge host has killed never settles.
const MAX_SETTLE_MS: f64 = 60_000.0;
/// How often it is checked whether they have settled.
const SETTLE_POLL_MS: f64 = 50.0;

/// An execution, and the response that it came in.
#[derive(Clone, Debug)]
pub(crate) struct Item<V> {
    pub(crate) data: V,
    pub(crate) response: V,
}

/// A list of executions.
#[derive(Debug)]
pub(crate) struct Listing<V> {
    /// What the server gave: an array, or an envelope around one.
    pub(crate) page: V,
    pub(crate) response: V,
    /// The response's `Date`, in milliseconds.
    pub(crate) server_date: Option<f64>,
}

/// A create of the same project that is on its way.
pub(crate) trait SentCreate<V> {
    /// Its body.
    fn body(&self) -> V;
    /// Whether it is known how it ended.
    fn is_settled(&self) -> bool;
}

/// What a search needs of the rest.
pub(crate) trait Lookup {
    /// A JSON value.
    type Value: JsonView + Clone;
    /// Another create.
    type Create: SentCreate<Self::Value>;
    /// Lists the executions of the project. `None` where that fails.
    async fn list(&self) -> Option<Listing<Self::Value>>;
    /// Gets one execution. `None` where that fails.
    async fn get(&self, execution_id: &str) -> Option<Item<Self::Value>>;
    /// Sleeps, unless the call would end before: then it is false.
    async fn sleep(&self, ms: f64) -> bool;
    /// Milliseconds since 1970.
    fn now(&self) -> f64;
    /// The milliseconds of a date, or NaN.
    fn parse_date(&self, date: &str) -> f64;
    /// A search is over. One that the module traps in is not: the next instance makes it again.
    fn searched(&self);
    /// The other creates of the project that are on their way.
    fn others(&self) -> Vec<Self::Create>;
    /// Whether an execution has its create, other than the one that is searched for.
    fn is_claimed(&self, execution_id: &str) -> bool;
    /// Notes that an execution is that of the create that is searched for.
    fn claim(&self, execution_id: &str);
    /// Whether every claim that can matter is remembered.
    fn remembers_all_claims(&self) -> bool;
}

/// The create that was lost.
#[derive(Debug)]
pub(crate) struct LostCreate<V> {
    /// Its body, as it was sent.
    pub(crate) body: V,
    /// When it was sent last, and when it was lost.
    pub(crate) sent_at: f64,
    pub(crate) lost_at: f64,
    /// How many searches were made before this instance of the module.
    pub(crate) searches_made: usize,
}

/// What a search came to.
#[derive(Debug)]
pub(crate) struct SearchReport<V> {
    pub(crate) found: Option<Item<V>>,
    /// The executions that may be the one, as the last search saw them.
    pub(crate) candidates: Vec<V>,
    pub(crate) failures: u32,
}

/// Searches until exactly one execution can be the one, the searches are over, or the call ends.
pub(crate) async fn reconcile<L: Lookup>(lookup: &L, lost: &LostCreate<L::Value>) -> SearchReport<L::Value> {
    let mut search = Search { lookup, lost, fetched: Vec::new() };
    let mut report = SearchReport { found: None, candidates: Vec::new(), failures: 0 };
    for after in SEARCH_DELAYS_MS.into_iter().skip(lost.searches_made) {
        if !lookup.sleep((lost.lost_at + after - lookup.now()).max(0.0)).await {
            return report;
        }
        let is_over = search.search_once(&mut report).await;
        lookup.searched();
        if is_over {
            return report;
        }
    }
    report
}

struct Search<'a, L: Lookup> {
    lookup: &'a L,
    lost: &'a LostCreate<L::Value>,
    /// What `get` gave, by id: an execution's request does not change.
    fetched: Vec<(String, Item<L::Value>)>,
}

/// The items of a search that match, and those of which not enough can be seen.
struct Sorted<V> {
    certain: Vec<Item<V>>,
    undecided: Vec<Item<V>>,
}

impl<V: JsonView> Sorted<V> {
    fn keep(mut self, is_free: impl Fn(&str) -> bool) -> Self {
        let free = |item: &Item<V>| item.data.get("execution_id").text().is_none_or(|id| is_free(&id));
        self.certain.retain(free);
        self.undecided.retain(free);
        self
    }
}

impl<L: Lookup> Search<'_, L> {
    /// Searches once. Whether another search cannot show more.
    async fn search_once(&mut self, report: &mut SearchReport<L::Value>) -> bool {
        let lookup = self.lookup;
        let Some(seen) = self.search().await else {
            report.failures += 1;
            return false;
        };
        // From here to the claim nothing is awaited: two creates cannot both find the same one free.
        let Sorted { certain, undecided } = seen.keep(|id| !lookup.is_claimed(id));
        report.candidates = certain.iter().chain(&undecided).map(|item| item.data.clone()).collect();
        let Some(found) = certain.first().cloned() else { return false };
        if certain.len() > 1 || !lookup.remembers_all_claims() {
            return true;
        }
        if !undecided.is_empty() {
            return false;
        }
        let id = found.data.get("execution_id").text().unwrap_or_default();
        lookup.claim(&id);
        report.found = Some(self.get_whole(&id).await.unwrap_or(found));
        true
    }

    async fn search(&mut self) -> Option<Sorted<L::Value>> {
        let listing = self.lookup.list().await?;
        let span = TimeSpan::possible(self.lost.sent_at, self.lookup.now(), listing.server_date);
        let mut seen = Sorted { certain: Vec::new(), undecided: Vec::new() };
        for data in list_items(&listing.page) {
            self.sort(Item { data, response: listing.response.clone() }, span, &mut seen);
        }
        // Those that are on their way now may have made what the list shows; those that begin later cannot have.
        let settled = self.equal_creates_settle().await;
        let mut gets = 0;
        for part in std::mem::take(&mut seen.undecided) {
            let id = part.data.get("execution_id").text().filter(|id| !self.lookup.is_claimed(id));
            let whole = match id {
                Some(id) if self.known(&id).is_some() || gets < MAX_GETS => {
                    gets += usize::from(self.known(&id).is_none());
                    self.get_whole(&id).await
                }
                _ => None,
            };
            match whole {
                Some(whole) => self.sort(whole, span, &mut seen),
                None => seen.undecided.push(part),
            }
        }
        if !settled {
            let certain = std::mem::take(&mut seen.certain);
            seen.undecided.splice(0..0, certain);
        }
        Some(seen)
    }

    fn sort(&self, item: Item<L::Value>, span: TimeSpan, seen: &mut Sorted<L::Value>) {
        match matches(&self.lost.body, &item.data, span, |date| self.lookup.parse_date(date)) {
            Match::Yes => seen.certain.push(item),
            Match::Undecided => seen.undecided.push(item),
            Match::No => {}
        }
    }

    /// Waits for equal creates to settle. They are not awaited: one request of an edge host must not wait on another's.
    async fn equal_creates_settle(&self) -> bool {
        let mut others = self.lookup.others();
        others.retain(|other| equal(&self.lost.body, &other.body()));
        while others.iter().any(|other| !other.is_settled()) {
            let over = self.lookup.now() >= self.lost.lost_at + MAX_SETTLE_MS;
            if over || !self.lookup.sleep(SETTLE_POLL_MS).await {
                return false;
            }
        }
        true
    }

    fn known(&self, id: &str) -> Option<&Item<L::Value>> {
        self.fetched.iter().find(|(known, _)| known == id).map(|(_, item)| item)
    }

    /// The whole of an execution: a list may show but a part.
    async fn get_whole(&mut self, id: &str) -> Option<Item<L::Value>> {
        if let Some(known) = self.known(id) {
            return Some(known.clone());
        }
        let item = self.lookup.get(id).await?;
        self.fetched.push((id.into(), item.clone()));
        Some(item)
    }
}

/// The items of a list, which is an array or an envelope. No envelope is documented: the items are `data`, or the longest
/// array in it.
fn list_items<V: JsonView>(page: &V) -> Vec<V> {
    let items = |list: &V| (0..list.item_count()).map(|index| list.item(index)).collect();
    let is_list = |value: &V| value.kind() == JsonTypes::ARRAY;
    if is_list(page) {
        return items(page);
    }
    let data = page.get("data");
    if is_list(&data) {
        return items(&data);
    }
    let lists = page.names().into_iter().map(|name| page.get(&name)).filter(is_list);
    let longest =
        lists.reduce(|longest, list| if list.item_count() > longest.item_count() { list } else { longest });
    longest.as_ref().map(items).unwrap_or_default()
}

#[cfg(test)]
#[path = "reconcile/tests.rs"]
mod tests;
