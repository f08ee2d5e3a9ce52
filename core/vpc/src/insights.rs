//! What an analysis of a path says: the answer of [`reach`](mod@crate::reach), in the words of AWS's network insights.
//!
//! Nothing here decides whether a packet passes. The ends of a path become those of a question, the question is asked for
//! as many ports as it takes to know whether there is one with which it passes, and the answer is told in AWS's shapes.
//! One address stands for all others of who is outside.

mod ask;
mod behind;
mod code;
mod ends;
mod explain;
#[cfg(test)]
mod tests;
mod view;
mod way;

pub use code::{ExplanationCode, UnknownReason, Why};

use crate::{
    Network,
    reach::{Component, End, Reach, Way},
    resources::{
        Explanation, Findings, Named, NetworkInsightsAnalysis, NetworkInsightsPath, PacketHeader, PathComponent,
        PathFilter, PortRange, Role,
    },
};
use ends::Ends;
use view::View;

/// The first port that a NAT gateway sends from.
const FIRST_NAT_PORT: u16 = 1024;

/// A resource that an analysis names is not there. Its text is AWS's.
///
/// Source: "Troubleshooting Reachability Analyzer" in the Reachability Analyzer guide.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The request failed due to missing component {0}")]
pub struct MissingComponent(String);

/// Looks at a path, as an analysis asks for.
pub fn analyse(
    network: &Network,
    path: &NetworkInsightsPath,
    analysis: &NetworkInsightsAnalysis,
) -> Result<Findings, MissingComponent> {
    let named = analysis.through.iter().chain(&analysis.around);
    if let Some(missing) = named.into_iter().find(|arn| !view::is_there(network, &path.scope, arn)) {
        return Err(MissingComponent(missing.clone()));
    }
    let ends = match Ends::resolve(network, path) {
        Ok(ends) => ends,
        Err(explanation) => return Ok(closed(*explanation)),
    };
    let reach = ask::ask(&ends, &path.question);
    let (findings, arrived) = tell(&ends, path, &reach);
    let restriction = || {
        let at_destination = path.question.at_destination.as_ref().zip(arrived);
        at_destination
            .and_then(|(filter, arrived)| restricted_at_destination(filter, arrived, &reach.request))
            .or_else(|| restricted_by_components(analysis, &findings.forward))
    };
    Ok(match findings.found.then(restriction).flatten() {
        Some(explanation) => closed(explanation),
        None => findings,
    })
}

fn closed(explanation: Explanation) -> Findings {
    Findings { explanations: vec![explanation], ..Findings::default() }
}

/// Puts an answer in AWS's shapes. Gives the packet as it arrives, too.
fn tell(ends: &Ends<'_>, path: &NetworkInsightsPath, reach: &Reach) -> (Findings, Option<PacketHeader>) {
    let view = View { network: &ends.network, scope: &path.scope, hidden: &ends.hidden };
    let mut teller = way::Teller::new(view, &path.source);
    let (forward, arrived) = teller.tell(&reach.request);
    let back = reach.reply.as_ref().map(|reply| teller.tell_back(reply)).unwrap_or_default();
    let destination = path.destination.as_ref().and_then(|end| view.end(end));
    let ways = std::iter::once(&reach.request).chain(&reach.reply);
    let explanations = ways.filter_map(|way| match &way.end {
        End::Blocked { reason, component, .. } => {
            Some(explain::explain(view, way, reason, component, destination.clone()))
        }
        End::Arrived { .. } | End::Answered => None,
    });
    (Findings { found: reach.passes(), forward, back, explanations: explanations.collect() }, arrived)
}

/// Why packets that arrive are not those that are asked about.
fn restricted_at_destination(filter: &PathFilter, arrived: PacketHeader, way: &Way) -> Option<Explanation> {
    use ExplanationCode as Code;
    let other = |wanted: Option<_>, seen| wanted.is_some_and(|wanted| wanted != seen);
    let outside = |wanted: Option<PortRange>, seen: Option<u16>| {
        wanted.zip(seen).is_some_and(|(wanted, seen)| !(wanted.from..=wanted.to).contains(&seen))
    };
    let is_translated =
        way.hops.iter().flat_map(|hop| &hop.steps).any(|step| matches!(step.component, Component::NatGateway { .. }));
    // Behind a NAT gateway any of its ports may be the one.
    let source_port_is_other = match filter.source_ports {
        Some(wanted) if is_translated => wanted.to < FIRST_NAT_PORT,
        wanted => outside(wanted, arrived.source_port),
    };
    let code = if other(filter.source_address, arrived.source) {
        Code::FilterAtDestinationSourceAddress
    } else if other(filter.destination_address, arrived.destination) {
        Code::FilterAtDestinationDestinationAddress
    } else if outside(filter.destination_ports, arrived.destination_port) {
        Code::FilterAtDestinationDestinationPortRange
    } else if source_port_is_other {
        Code::FilterAtDestinationSourcePortRange
    } else {
        return None;
    };
    Some(Explanation::new(code))
}

/// Why a way is not one of those that are asked about.
fn restricted_by_components(analysis: &NetworkInsightsAnalysis, components: &[PathComponent]) -> Option<Explanation> {
    let all =
        || components.iter().flat_map(|each| std::iter::once(&each.component).chain(each.about.values().flatten()));
    let on_it = |arn: &String| all().find(|named| named.arn.as_ref() == Some(arn));
    let restriction = |code, named: Named| Explanation::new(code).with(Role::Component, Some(named));
    if let Some(named) = analysis.around.iter().find_map(on_it) {
        // The guide has no other code for a component that was excluded, and whose way is the only one.
        let code = ExplanationCode::ComponentFilterRestrictionRemovedComponent;
        return Some(restriction(code, named.clone()));
    }
    let missing = analysis.through.iter().find(|arn| on_it(arn).is_none())?;
    let id = missing.rsplit('/').next().unwrap_or(missing);
    let named = Named { id: id.to_owned(), arn: Some(missing.clone()), name: None };
    Some(restriction(ExplanationCode::ComponentFilterRestriction, named))
}
