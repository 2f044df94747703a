export { createKafkaLog, type KafkaLogOptions } from './kafka-log.ts';
export { inspectKafka } from './inspection/inspect-kafka.ts';
