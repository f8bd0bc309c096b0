#pragma once

#include "gateway/admin/administration.h"

/// The parts of exampledata's gateway: its directory, its defence, its lists of senders.
namespace exampledata {

[[nodiscard]] QList<gateway::admin::DirectorySourceState> directorySources();
[[nodiscard]] QList<gateway::admin::DirectoryEntry> directoryEntries();
[[nodiscard]] gateway::admin::DirectoryDifference directoryDifference();
[[nodiscard]] gateway::admin::DirectoryPreview directoryPreview();
[[nodiscard]] QList<gateway::admin::DirectoryImport> directoryHistory();
[[nodiscard]] QList<gateway::admin::HarvestSuspect> harvestSuspects();

[[nodiscard]] gateway::admin::DefenceSettings defenceSettings();
[[nodiscard]] gateway::admin::DefenceState defenceState();
[[nodiscard]] QList<gateway::admin::BlockListPreset> blockListPresets();
[[nodiscard]] QList<gateway::admin::BlockListState> blockListStates();
[[nodiscard]] gateway::admin::DefenceExplanation defenceExplanation();

[[nodiscard]] QList<gateway::admin::SenderListEntry> senderListEntries();

} // namespace exampledata
