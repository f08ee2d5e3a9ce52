//! Network insights: paths between two ends, and analyses of whether they are open.
//!
//! An analysis runs until whoever looks at the network says what it found. It is that of the network then, not of when it
//! was asked for.

use jiff::Timestamp;
use minato_vpc::{
    Resource,
    ids::{NetworkInsightsAnalysisId, NetworkInsightsPathId},
    resources::{
        AnalysisStatus, Findings, InsightsFindings, InternetGateway, NetworkInsightsAnalysis, NetworkInsightsPath,
        NetworkInterface, PathEnd, PathQuestion, RunningAnalysis, Tags, VpcEndpoint, VpnGateway,
    },
};

use crate::{
    error::{InsightsError, NetworkError},
    limits::Quota,
    tags::check_tags,
    transaction::NetworkTransaction,
};

/// The path to make.
#[derive(Debug, Clone)]
pub struct CreateInsightsPath {
    /// Where it begins.
    pub source: PathEnd,
    /// Where it ends; `None`: wherever the address is that the question names.
    pub destination: Option<PathEnd>,
    /// What is asked of the packets on it.
    pub question: PathQuestion,
    /// Its tags.
    pub tags: Tags,
    /// A client's token: with the same one, the same path is given again.
    pub client_token: String,
}

/// The analysis to begin.
#[derive(Debug, Clone)]
pub struct StartInsightsAnalysis {
    /// The path.
    pub path: NetworkInsightsPathId,
    /// ARNs of resources that the way must lead through.
    pub through: Vec<String>,
    /// ARNs of resources that the way must not lead through.
    pub around: Vec<String>,
    /// Its tags.
    pub tags: Tags,
    /// A client's token: with the same one, the same analysis is given again.
    pub client_token: String,
}

impl NetworkTransaction<'_, '_> {
    /// Makes a path between resources of this scope.
    pub fn create_insights_path(&mut self, input: &CreateInsightsPath) -> Result<NetworkInsightsPath, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let id = NetworkInsightsPathId::from_entropy(self.entropy_for(Some(&input.client_token)));
        if let Some(existing) = self.repeated(&id, Some(&input.client_token), input)? {
            return Ok(existing);
        }
        if !self.has_end(&input.source)? {
            return Err(InsightsError::NoSuchSource { id: input.source.to_string() }.into());
        }
        if let Some(destination) = &input.destination
            && !self.has_end(destination)?
        {
            return Err(InsightsError::NoSuchDestination { id: destination.to_string() }.into());
        }
        if self.count(&NetworkInsightsPath::in_scope(self.scope))? >= self.limits().insights_paths as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::InsightsPaths });
        }
        let path = NetworkInsightsPath {
            id,
            scope: self.scope.clone(),
            source: input.source.clone(),
            destination: input.destination.clone(),
            question: input.question.clone(),
            created_at: self.now,
            tags: input.tags.clone(),
        };
        self.tx.put(&path)?;
        Ok(path)
    }

    /// Deletes a path that has no analyses.
    pub fn delete_insights_path(&mut self, id: &NetworkInsightsPathId) -> Result<(), NetworkError> {
        let path: NetworkInsightsPath = self.find(id)?;
        if self.list::<NetworkInsightsAnalysis>()?.iter().any(|analysis| analysis.path == *id) {
            return Err(InsightsError::PathHasAnalyses { id: id.clone() }.into());
        }
        self.remove(&path);
        Ok(())
    }

    /// Begins an analysis.
    pub fn start_insights_analysis(
        &mut self,
        input: &StartInsightsAnalysis,
    ) -> Result<NetworkInsightsAnalysis, NetworkError> {
        check_tags(&input.tags, self.limits())?;
        let id = NetworkInsightsAnalysisId::from_entropy(self.entropy_for(Some(&input.client_token)));
        if let Some(existing) = self.repeated(&id, Some(&input.client_token), input)? {
            return Ok(existing);
        }
        let path: NetworkInsightsPath = self.find(&input.path)?;
        let analyses = self.count(&NetworkInsightsAnalysis::in_scope(self.scope))?;
        let running = self.tx.list(&RunningAnalysis::in_scope(self.scope))?.len();
        let limits = self.limits();
        // AWS documents one code for both quotas.
        if analyses >= limits.insights_analyses as usize || running >= limits.running_insights_analyses as usize {
            return Err(NetworkError::LimitExceeded { quota: Quota::InsightsAnalyses });
        }
        let analysis = NetworkInsightsAnalysis {
            id,
            scope: self.scope.clone(),
            path: path.id,
            through: input.through.clone(),
            around: input.around.clone(),
            started_at: self.now,
            ended_at: None,
            status: AnalysisStatus::Running,
            tags: input.tags.clone(),
        };
        self.tx.put(&analysis)?;
        self.tx.put(&RunningAnalysis { id: analysis.id.clone(), scope: analysis.scope.clone() })?;
        Ok(analysis)
    }

    /// Deletes an analysis, also one that runs.
    pub fn delete_insights_analysis(&mut self, id: &NetworkInsightsAnalysisId) -> Result<(), NetworkError> {
        let analysis: NetworkInsightsAnalysis = self.find(id)?;
        self.forget(&analysis);
        Ok(())
    }

    /// What an analysis found; nothing while it runs, or if it failed.
    pub fn insights_findings(&mut self, id: &NetworkInsightsAnalysisId) -> Result<Findings, NetworkError> {
        let found = self.tx.get(&InsightsFindings::key_of(self.scope, id))?;
        Ok(found.map(|found| found.findings).unwrap_or_default())
    }

    /// Writes what an analysis found, or why it failed, in AWS's words; nothing if it has ended or is gone.
    pub fn end_insights_analysis(
        &mut self,
        id: &NetworkInsightsAnalysisId,
        outcome: Result<Findings, String>,
    ) -> Result<(), NetworkError> {
        let analysis = self.tx.get(&NetworkInsightsAnalysis::key_of(self.scope, id))?;
        let Some(mut analysis) = analysis.filter(|analysis| analysis.status == AnalysisStatus::Running) else {
            return Ok(());
        };
        analysis.ended_at = Some(self.now);
        analysis.status = match outcome {
            Ok(findings) => {
                let found = findings.found;
                self.tx.put(&InsightsFindings { id: id.clone(), scope: self.scope.clone(), findings })?;
                AnalysisStatus::Succeeded { found }
            }
            Err(message) => AnalysisStatus::Failed { message },
        };
        self.tx.delete(&RunningAnalysis::key_of(self.scope, id));
        Ok(self.tx.put(&analysis)?)
    }

    /// Forgets an analysis that was begun by that time.
    pub fn forget_insights_analysis(
        &mut self,
        id: &NetworkInsightsAnalysisId,
        before: Timestamp,
    ) -> Result<(), NetworkError> {
        let analysis = self.tx.get(&NetworkInsightsAnalysis::key_of(self.scope, id))?;
        if let Some(analysis) = analysis.filter(|analysis| analysis.started_at <= before) {
            self.forget(&analysis);
        }
        Ok(())
    }

    fn forget(&mut self, analysis: &NetworkInsightsAnalysis) {
        self.remove(analysis);
        self.tx.delete(&RunningAnalysis::key_of(self.scope, &analysis.id));
        self.tx.delete(&InsightsFindings::key_of(self.scope, &analysis.id));
    }

    fn has_end(&mut self, end: &PathEnd) -> Result<bool, NetworkError> {
        Ok(match end {
            PathEnd::NetworkInterface(id) => self.tx.get(&NetworkInterface::key_of(self.scope, id))?.is_some(),
            PathEnd::InternetGateway(id) => self.tx.get(&InternetGateway::key_of(self.scope, id))?.is_some(),
            PathEnd::VpnGateway(id) => self.tx.get(&VpnGateway::key_of(self.scope, id))?.is_some(),
            PathEnd::VpcEndpoint(id) => self.tx.get(&VpcEndpoint::key_of(self.scope, id))?.is_some(),
            PathEnd::Peering(id) => self.peerings()?.iter().any(|peering| peering.id == *id),
        })
    }
}
