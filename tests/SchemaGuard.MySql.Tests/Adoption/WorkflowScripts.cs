namespace SchemaGuard.MySql.Tests.Adoption;

/// <summary>
/// Is the folder of a workflow server: fourteen files that make nine tables. As such folders are, the first file has been kept up to date, so that two of the
/// later ones add columns that it already has.
/// </summary>
internal static class WorkflowScripts
{
    private const string Initial = """
        -- Base schema
        CREATE TABLE IF NOT EXISTS workflows (
            id INT AUTO_INCREMENT PRIMARY KEY,
            workflow_type ENUM('feature', 'bugfix', 'refactor') NOT NULL,
            status ENUM('pending', 'running', 'completed', 'failed') DEFAULT 'pending',
            task_description TEXT,
            output_mode ENUM('pr', 'commit') DEFAULT 'pr',
            pr_url VARCHAR(500) DEFAULT NULL,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
            INDEX idx_status (status),
            INDEX idx_created (created_at)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

        CREATE TABLE IF NOT EXISTS agent_executions (
            id INT AUTO_INCREMENT PRIMARY KEY,
            workflow_id INT NOT NULL,
            agent_type ENUM('plan', 'code', 'test') NOT NULL,
            input JSON,
            FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON DELETE CASCADE,
            INDEX idx_workflow (workflow_id)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

        CREATE TABLE IF NOT EXISTS artifacts (
            id INT AUTO_INCREMENT PRIMARY KEY,
            workflow_id INT NOT NULL,
            artifact_type ENUM('code', 'test', 'doc') NOT NULL,
            content LONGTEXT,
            FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON DELETE CASCADE
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

        CREATE TABLE IF NOT EXISTS execution_logs (
            id BIGINT AUTO_INCREMENT PRIMARY KEY,
            workflow_id INT,
            level ENUM('info', 'warn', 'error') DEFAULT 'info',
            message TEXT NOT NULL,
            FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON DELETE CASCADE
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

        CREATE TABLE IF NOT EXISTS environment_variables (
            id INT AUTO_INCREMENT PRIMARY KEY,
            `key` VARCHAR(255) NOT NULL UNIQUE,
            value TEXT,
            is_secret BOOLEAN DEFAULT FALSE
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
        """;

    public static IReadOnlyDictionary<string, string> All { get; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["00_initial_schema.sql"] = Initial,
            ["20251111_add_security_lint_enums.sql"] =
                "ALTER TABLE agent_executions MODIFY COLUMN agent_type ENUM('plan', 'code', 'test', 'security_lint') NOT NULL;\n"
                + "ALTER TABLE artifacts MODIFY COLUMN artifact_type ENUM('code', 'test', 'doc', 'lint_report') NOT NULL;\n",
            ["20251114_add_module_settings.sql"] =
                "CREATE TABLE module_settings (\n  id INT AUTO_INCREMENT PRIMARY KEY,\n  module_name VARCHAR(255) NOT NULL,\n"
                + "  auto_load BOOLEAN DEFAULT FALSE,\n  UNIQUE KEY unique_module (module_name)\n"
                + ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n",
            ["20251116_add_target_module_to_workflows.sql"] =
                "ALTER TABLE workflows ADD COLUMN target_module VARCHAR(255) NULL AFTER workflow_type;\n"
                + "CREATE INDEX idx_target_module ON workflows(target_module);\n",
            ["20251121_add_new_module_workflow_type.sql"] =
                "ALTER TABLE workflows MODIFY COLUMN workflow_type ENUM('feature', 'bugfix', 'refactor', 'new_module') NOT NULL;\n",
            ["20251121_add_output_mode_to_workflows.sql"] =
                "ALTER TABLE workflows ADD COLUMN output_mode ENUM('pr', 'commit') DEFAULT 'pr';\n",
            ["20251121_add_pr_url_to_workflows.sql"] =
                "ALTER TABLE workflows ADD COLUMN pr_url VARCHAR(500) DEFAULT NULL AFTER output_mode;\n",
            ["20251121_add_workflow_modules_table.sql"] =
                "CREATE TABLE workflow_modules (\n  workflow_id INT NOT NULL,\n  module_name VARCHAR(255) NOT NULL,\n"
                + "  PRIMARY KEY (workflow_id, module_name),\n"
                + "  CONSTRAINT fk_modules_workflow FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON DELETE CASCADE\n);\n"
                + "INSERT IGNORE INTO workflow_modules SELECT id, target_module FROM workflows WHERE target_module IS NOT NULL;\n",
            ["20251123_add_workflow_hierarchy.sql"] =
                "ALTER TABLE workflows\n  ADD COLUMN parent_id INT NULL,\n  ADD COLUMN depth INT NOT NULL DEFAULT 0,\n"
                + "  ADD CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES workflows(id) ON DELETE SET NULL,\n"
                + "  ADD INDEX idx_depth (depth);\nCREATE TABLE sub_workflow_queue (\n  id INT AUTO_INCREMENT PRIMARY KEY,\n"
                + "  parent_id INT NOT NULL,\n  position INT NOT NULL,\n"
                + "  FOREIGN KEY (parent_id) REFERENCES workflows(id) ON DELETE CASCADE,\n"
                + "  UNIQUE KEY queue_position (parent_id, position)\n);\n",
            ["20251124_add_scaffold_agent_type.sql"] =
                "ALTER TABLE agent_executions MODIFY COLUMN agent_type ENUM('plan', 'code', 'test', 'security_lint', 'scaffold') NOT NULL;\n",
            ["20251126_add_task_description_and_status.sql"] =
                "ALTER TABLE workflows MODIFY COLUMN status ENUM('pending', 'planning', 'running', 'completed', 'failed', "
                + "'cancelled') DEFAULT 'pending';\nUPDATE workflows SET task_description = '' WHERE task_description IS NULL;\n",
            ["20251129_add_checkpoint_tracking.sql"] =
                "ALTER TABLE workflows ADD COLUMN checkpoint JSON NULL;\n"
                + "ALTER TABLE workflows ADD COLUMN resumed_at TIMESTAMP NULL;\nCREATE INDEX idx_resumed ON workflows(resumed_at);\n"
                + "CREATE VIEW resumable AS SELECT id, checkpoint FROM workflows WHERE checkpoint IS NOT NULL;\n",
            ["20251129_add_workflow_messages.sql"] =
                "CREATE TABLE workflow_messages (\n  id BIGINT AUTO_INCREMENT PRIMARY KEY,\n  workflow_id INT NOT NULL,\n"
                + "  role ENUM('user', 'agent') NOT NULL,\n  content TEXT NOT NULL,\n"
                + "  created_at TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP(3),\n  INDEX idx_thread (workflow_id, created_at),\n"
                + "  FOREIGN KEY (workflow_id) REFERENCES workflows(id) ON DELETE CASCADE\n);\n",
            ["20251130_add_conversation_history.sql"] =
                "ALTER TABLE workflows ADD COLUMN conversation JSON NULL;\nDELIMITER $$\n"
                + "CREATE TRIGGER messages_after_insert AFTER INSERT ON workflow_messages FOR EACH ROW\nBEGIN\n"
                + "  UPDATE workflows SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.workflow_id;\nEND$$\nDELIMITER ;\n",
        };

    public static string[] Tables { get; } =
    [
        "workflows",
        "agent_executions",
        "artifacts",
        "execution_logs",
        "environment_variables",
        "module_settings",
        "workflow_modules",
        "sub_workflow_queue",
        "workflow_messages",
    ];
}
